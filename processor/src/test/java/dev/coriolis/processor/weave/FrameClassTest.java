package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class FrameClassTest {
  private static final List<Pass> PASSES = List.of(
      new MoveBody(),
      new FindSuspensionPoints(),
      new FindLiveVariables(),
      new LayOutFrame(),
      new EmitSuspensions());

  private final ClassNode frame =
      Bytecode.read(new FrameClass(Bytecode.after(PASSES, "(I" + STAGE + ")" + STAGE, code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            Bytecode.await(code);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitInsn(Opcodes.ARETURN);
          }))
          .write());

  @Test
  void hasTypedFields() {
    assertThat(frame.fields).extracting(field -> field.desc).containsExactly("I", STAGE);
  }

  @Test
  void resumesTheBodyWithoutArguments() {
    assertThat(Bytecode.text(method("resume")))
        .containsExactly(
            "ICONST_0",
            "ACONST_NULL",
            "ALOAD 0",
            "INVOKESTATIC Foo.run (I" + STAGE + "LFoo$$run;)" + STAGE,
            "ARETURN");
  }

  @Test
  void clearsItsReferencesAndNothingElse() {
    assertThat(Bytecode.text(method("takeAwaited")))
        .filteredOn(line -> line.startsWith("PUTFIELD"))
        .containsExactly("PUTFIELD Foo$$run.local2 : " + STAGE);
  }

  private MethodNode method(String name) {
    return frame.methods.stream()
        .filter(method -> method.name.equals(name))
        .findFirst()
        .orElseThrow();
  }
}
