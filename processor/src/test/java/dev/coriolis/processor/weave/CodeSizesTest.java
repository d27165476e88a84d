package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class CodeSizesTest {

  @Test
  void readsSizesOfMethodsWithCode() {
    ClassWriter writer = new ClassWriter(0);
    String[] interfaces = {"java/lang/Runnable", "java/lang/Cloneable"};
    writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "Foo", null, "java/lang/Object", interfaces);
    writer.visitField(Opcodes.ACC_STATIC, "n", "J", null, 5L).visitEnd();
    writer
        .visitMethod(Opcodes.ACC_ABSTRACT, "none", "()V", null, new String[] {"java/lang/Error"})
        .visitEnd();
    addMethod(writer, "()V", 0);
    addMethod(writer, "(I)V", 70);
    writer.visitEnd();

    assertThat(CodeSizes.of(writer.toByteArray())).isEqualTo(Map.of("run()V", 1, "run(I)V", 71));
  }

  private static void addMethod(ClassWriter writer, String descriptor, int nops) {
    MethodVisitor code = writer.visitMethod(
        Opcodes.ACC_STATIC, "run", descriptor, null, new String[] {"java/lang/Error"});
    code.visitCode();
    for (int i = 0; i < nops; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 1);
    code.visitEnd();
  }
}
