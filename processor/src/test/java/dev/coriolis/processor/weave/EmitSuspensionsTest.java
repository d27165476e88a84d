package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

class EmitSuspensionsTest {
  private static final List<Pass> PASSES = List.of(
      new MoveBody(),
      new FindSuspensionPoints(),
      new FindLiveVariables(),
      new LayOutFrame(),
      new EmitSuspensions());

  @Test
  void savesAndReloadsInPlaceOfTheCall() {
    CoroutineMethod method = Bytecode.after(PASSES, "(I" + STAGE + ")" + STAGE, code -> {
      code.visitVarInsn(Opcodes.ALOAD, 1);
      Bytecode.await(code);
      code.visitInsn(Opcodes.POP);
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitInsn(Opcodes.POP);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitInsn(Opcodes.ARETURN);
    });

    assertThat(Bytecode.text(method.body()).stream().map(line -> line.split("[ (]")[0]))
        .containsSubsequence("ALOAD", "INVOKESTATIC", "DUP", "INVOKESTATIC", "DUP", "GETSTATIC")
        .containsSubsequence("GETSTATIC", "IF_ACMPNE", "POP", "ASTORE")
        .containsSubsequence("PUTFIELD", "PUTFIELD", "INVOKEVIRTUAL", "ARETURN")
        .containsSubsequence("FRAME", "GETFIELD", "ISTORE", "GETFIELD", "ASTORE", "FRAME", "POP");
  }

  @Test
  void leavesNoAwaitBehind() {
    CoroutineMethod method = Bytecode.after(PASSES, "(" + STAGE + ")" + STAGE, code -> {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      Bytecode.await(code);
      code.visitInsn(Opcodes.ARETURN);
    });

    for (AbstractInsnNode node : method.body().instructions) {
      assertThat(SuspendingCalls.isAwait(node)).isFalse();
    }
  }
}
