package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

class SplitTryCatchBlocksTest {
  private static final List<Pass> PASSES = List.of(
      new MoveBody(),
      new FindSuspensionPoints(),
      new FindLiveVariables(),
      new LayOutFrame(),
      new EmitSuspensions(),
      new SplitTryCatchBlocks());

  @Test
  void leavesOutTheCodeOfTheSuspension() {
    CoroutineMethod method = woven(2, 0);
    List<TryCatchBlockNode> parts = method.body().tryCatchBlocks;

    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).end).isSameAs(method.points().get(0).labels().suspend());
    assertThat(parts.get(1).start).isSameAs(method.points().get(0).labels().reloaded());
    assertThat(parts.get(1).end).isSameAs(method.points().get(1).labels().suspend());
    assertThat(parts.get(2).start).isSameAs(method.points().get(1).labels().reloaded());
    assertThat(parts).extracting(part -> part.type).containsOnly("java/lang/RuntimeException");
    assertThat(parts).extracting(part -> part.handler).containsOnly(parts.get(0).handler);
  }

  @Test
  void leavesOtherBlocksAlone() {
    assertThat(woven(0, 2).body().tryCatchBlocks).hasSize(1);
  }

  @Test
  void hasCodeInEachPart() {
    MethodNode body = woven(3, 1).body();

    assertThat(body.tryCatchBlocks)
        .allMatch(part ->
            body.instructions.indexOf(part.end) - body.instructions.indexOf(part.start) > 1);
  }

  /** Returns a coroutine that awaits some times in its {@code try} block, and some behind it. */
  private static CoroutineMethod woven(int covered, int behind) {
    return Bytecode.after(PASSES, "(" + STAGE + ")" + STAGE, code -> {
      Label start = new Label();
      Label end = new Label();
      Label handler = new Label();
      code.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
      code.visitLabel(start);
      code.visitInsn(Opcodes.NOP);
      await(code, covered);
      code.visitLabel(end);
      await(code, behind);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitInsn(Opcodes.ARETURN);
      code.visitLabel(handler);
      code.visitFrame(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/RuntimeException"});
      code.visitInsn(Opcodes.ATHROW);
    });
  }

  private static void await(MethodVisitor code, int times) {
    for (int i = 0; i < times; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      Bytecode.await(code);
      code.visitInsn(Opcodes.POP);
    }
  }
}
