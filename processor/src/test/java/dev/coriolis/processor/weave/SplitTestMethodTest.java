package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class SplitTestMethodTest {
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

  private final ClassNode owner = new ClassNode();

  private MethodNode split(MethodNode method) {
    owner.name = "Foo";
    owner.methods.add(method);
    return SplitTestMethod.coroutineOf(owner, method);
  }

  private MethodNode split(String descriptor, Consumer<MethodVisitor> code) {
    return split(Bytecode.method(descriptor, code));
  }

  @Test
  void coroutineHasTheCodeAndReturnsAStage() {
    MethodNode coroutine = split("(I)V", code -> {
      Label end = new Label();
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitJumpInsn(Opcodes.IFEQ, end);
      code.visitInsn(Opcodes.RETURN);
      code.visitLabel(end);
      code.visitInsn(Opcodes.RETURN);
    });

    assertThat(coroutine.desc).isEqualTo("(I)" + FUTURE);
    assertThat(coroutine.access)
        .isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STATIC);
    assertThat(Bytecode.text(coroutine))
        .containsExactly(
            "ILOAD 0",
            "IFEQ L0",
            "INVOKESTATIC dev/coriolis/Coroutines.done ()" + FUTURE,
            "ARETURN",
            "L0",
            "INVOKESTATIC dev/coriolis/Coroutines.done ()" + FUTURE,
            "ARETURN");
  }

  @Test
  void methodItselfHandsTheStageOver() {
    split("(JLjava/lang/String;)V", code -> code.visitInsn(Opcodes.RETURN));

    assertThat(Bytecode.text(owner.methods.get(0)))
        .containsExactly(
            "LLOAD 0",
            "ALOAD 2",
            "INVOKESTATIC Foo.run (JLjava/lang/String;)" + FUTURE,
            "INVOKESTATIC dev/coriolis/frame/Frames.handOver (" + FUTURE + ")V",
            "RETURN");
    assertThat(owner.methods).extracting(method -> method.desc).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void methodOfAnInstanceCallsItsOwn() {
    MethodNode method = new MethodNode(Opcodes.ASM9, 0, "run", "()V", null, null);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 1);

    split(method);

    assertThat(Bytecode.text(method)).startsWith("ALOAD 0", "INVOKESPECIAL Foo.run ()" + FUTURE);
  }

  @Test
  void whatReturnsAStageStaysAsItIs() {
    MethodNode method = Bytecode.method("()" + FUTURE, code -> code.visitInsn(Opcodes.ARETURN));

    assertThat(split(method)).isSameAs(method);
    assertThat(owner.methods).containsExactly(method);
  }
}
