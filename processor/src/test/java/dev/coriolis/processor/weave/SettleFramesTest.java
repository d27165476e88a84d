package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class SettleFramesTest {
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String COMPLETED = "INVOKESTATIC dev/coriolis/frame/Frames.completed"
      + " (Ljava/lang/Object;Ldev/coriolis/frame/Frame;)" + FUTURE;
  private static final String COMPLETED_FUTURE =
      "INVOKESTATIC java/util/concurrent/CompletableFuture.completedFuture (Ljava/lang/Object;)"
          + FUTURE;

  @Test
  void handsWhatIsReturnedToTheFrame() {
    assertThat(woven(code -> {
          completedFuture(code);
          code.visitLineNumber(7, label(code));
          code.visitInsn(Opcodes.ARETURN);
        }))
        .containsSequence("ALOAD 0", "ALOAD 1", COMPLETED)
        .doesNotContain(COMPLETED_FUTURE);
  }

  @Test
  void followsTheJumpOfAConditionalExpression() {
    assertThat(woven(code -> {
          Label otherwise = new Label();
          Label end = new Label();
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitJumpInsn(Opcodes.IFNULL, otherwise);
          completedFuture(code);
          code.visitJumpInsn(Opcodes.GOTO, end);
          code.visitLabel(otherwise);
          code.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/Object"}, 0, null);
          completedFuture(code);
          code.visitLabel(end);
          Object[] stack = {"java/util/concurrent/CompletableFuture"};
          code.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/Object"}, 1, stack);
          code.visitInsn(Opcodes.ARETURN);
        }))
        .doesNotContain(COMPLETED_FUTURE);
  }

  @Test
  void leavesAFutureAloneThatIsUsedBefore() {
    assertThat(woven(code -> {
          completedFuture(code);
          code.visitInsn(Opcodes.DUP);
          code.visitInsn(Opcodes.POP);
          code.visitInsn(Opcodes.ARETURN);
        }))
        .contains(COMPLETED_FUTURE)
        .doesNotContain(COMPLETED);
  }

  @Test
  void endsInALoopThatReturnsNothing() {
    assertThat(woven(code -> {
          completedFuture(code);
          Label loop = label(code);
          Object[] stack = {"java/util/concurrent/CompletableFuture"};
          code.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/Object"}, 1, stack);
          code.visitJumpInsn(Opcodes.GOTO, loop);
        }))
        .contains(COMPLETED_FUTURE);
  }

  private static List<String> woven(Consumer<MethodVisitor> code) {
    List<Pass> passes = List.of(new MoveBody(), new SettleFrames());
    return Bytecode.text(
        Bytecode.after(passes, "(Ljava/lang/Object;)" + FUTURE, code).body());
  }

  private static Label label(MethodVisitor code) {
    Label label = new Label();
    code.visitLabel(label);
    return label;
  }

  private static void completedFuture(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/util/concurrent/CompletableFuture",
        "completedFuture",
        "(Ljava/lang/Object;)" + FUTURE,
        false);
  }
}
