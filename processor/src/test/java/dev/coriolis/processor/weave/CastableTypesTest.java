package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

class CastableTypesTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Ljava/lang/Object;, true",
    "[[Ljava/lang/String;, true",
    "[I, true",
    "LFoo;, true",
    "LMade;, true",
    "[LMade;, true",
    "LCalled;, true",
    "LRead;, true",
    "LOther;, false",
    "[LOther;, false"
  })
  void knowsWhatTheCodeNames(String descriptor, boolean castable) {
    ClassNode owner = new ClassNode();
    owner.name = "Foo";
    owner.methods.add(Bytecode.method("()V", code -> {
      code.visitTypeInsn(Opcodes.NEW, "Made");
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "Called", "get", "()LOther;", false);
      code.visitFieldInsn(Opcodes.GETSTATIC, "Read", "field", "LOther;");
    }));

    assertThat(new CastableTypes(owner).contains(Type.getType(descriptor))).isEqualTo(castable);
  }
}
