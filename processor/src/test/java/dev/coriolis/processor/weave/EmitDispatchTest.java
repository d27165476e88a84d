package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.TableSwitchInsnNode;

class EmitDispatchTest {
  private static final List<Pass> PASSES =
      List.of(new MoveBody(), new FindSuspensionPoints(), new EmitDispatch());

  @Test
  void jumpsToTheStateOfTheFrame() {
    CoroutineMethod method = Bytecode.after(PASSES, "(" + STAGE + ")" + STAGE, code -> {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      Bytecode.await(code);
      code.visitInsn(Opcodes.ARETURN);
    });

    assertThat(method.body().instructions.get(4))
        .isInstanceOfSatisfying(TableSwitchInsnNode.class, table -> {
          assertThat(table.min).isEqualTo(1);
          assertThat(table.labels).containsExactly(method.points().get(0).resume());
        });
  }

  @Test
  void putsNoSecondStackMapFrameInFrontOfALoop() {
    CoroutineMethod method = Bytecode.after(PASSES, "(" + STAGE + ")" + STAGE, code -> {
      Label loop = new Label();
      code.visitLabel(loop);
      code.visitFrame(
          Opcodes.F_NEW, 1, new Object[] {"java/util/concurrent/CompletionStage"}, 0, null);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      Bytecode.await(code);
      code.visitInsn(Opcodes.POP);
      code.visitJumpInsn(Opcodes.GOTO, loop);
    });

    assertThat(Bytecode.text(method.body()).toString()).containsOnlyOnce("FRAME");
  }

  @Test
  void fetchesTheParametersOfAGenerator() {
    List<Pass> passes = List.of(
        new MoveBody(),
        new FindSuspensionPoints(),
        new FindLiveVariables(),
        new LayOutFrame(),
        new KeepUnchanged(),
        new EmitDispatch());
    CoroutineMethod method =
        Bytecode.after(passes, "(ILjava/lang/String;J)" + Bytecode.GENERATOR, code -> {
          code.visitVarInsn(Opcodes.ALOAD, 1);
          Bytecode.emit(code);
          code.visitInsn(Opcodes.POP);
          code.visitVarInsn(Opcodes.LLOAD, 2);
          code.visitInsn(Opcodes.POP2);
          code.visitInsn(Opcodes.ACONST_NULL);
          code.visitInsn(Opcodes.ARETURN);
        });

    assertThat(Bytecode.text(method.body()))
        .startsWith(
            "ALOAD 4",
            "INVOKEVIRTUAL Foo$$run.state ()I",
            "TABLESWITCH",
            "1: L0",
            "default: L1",
            "L1",
            "FRAME FULL [I java/lang/String J Foo$$run] []",
            "ALOAD 4",
            "GETFIELD Foo$$run.local : Ljava/lang/String;",
            "ASTORE 1",
            "ALOAD 4",
            "GETFIELD Foo$$run.local2 : J",
            "LSTORE 2",
            "ALOAD 4",
            "ACONST_NULL",
            "PUTFIELD Foo$$run.local : Ljava/lang/String;",
            "ALOAD 1");
  }

  @Test
  void fetchesTheParametersOfAStageThatHasVeryManyAndForgetsTheirFrame() {
    List<Pass> passes = List.of(
        new MoveBody(),
        new FindSuspensionPoints(),
        new FindLiveVariables(),
        new LayOutFrame(),
        new EmitDispatch());
    CoroutineMethod method =
        Bytecode.after(passes, "(" + STAGE + "J".repeat(127) + ")" + STAGE, code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          Bytecode.await(code);
          code.visitInsn(Opcodes.ARETURN);
        });

    assertThat(Bytecode.text(method.body()))
        .startsWith(
            "ALOAD 0",
            "ASTORE 255",
            "ALOAD 255",
            "INVOKEVIRTUAL Foo$$run.state ()I",
            "TABLESWITCH",
            "1: L0",
            "default: L1",
            "L1",
            "FRAME FULL [" + "T ".repeat(255) + "Foo$$run] []",
            "ALOAD 255",
            "GETFIELD Foo$$run.local : " + STAGE,
            "ASTORE 0",
            "ACONST_NULL",
            "ASTORE 255",
            "ALOAD 0");
  }

  @Test
  void leavesAMethodAloneThatNeverAwaits() {
    CoroutineMethod method = Bytecode.after(PASSES, "()" + STAGE, code -> {
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ARETURN);
    });

    assertThat(Bytecode.text(method.body())).containsExactly("ACONST_NULL", "ARETURN");
  }
}
