package dev.coriolis.processor.weave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class ControlFlowTest {
  private final MethodNode method =
      new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, "run", "()V", null, null);

  @Test
  void aConditionGoesBothWays() {
    Label end = new Label();
    method.visitInsn(Opcodes.ICONST_0);
    method.visitJumpInsn(Opcodes.IFEQ, end);
    method.visitInsn(Opcodes.NOP);
    method.visitLabel(end);
    method.visitInsn(Opcodes.RETURN);

    assertThat(edges()).containsExactly("0 -> 1 2", "1 -> 2", "2 ->");
  }

  @Test
  void aSwitchGoesToAllItsCases() {
    Label first = new Label();
    Label other = new Label();
    method.visitInsn(Opcodes.ICONST_0);
    method.visitTableSwitchInsn(1, 1, other, first);
    method.visitLabel(first);
    method.visitInsn(Opcodes.RETURN);
    method.visitLabel(other);
    method.visitInsn(Opcodes.RETURN);

    assertThat(edges()).containsExactly("0 -> 1 2", "1 ->", "2 ->");
  }

  @Test
  void aRangeKnowsItsHandler() {
    Label start = new Label();
    Label handler = new Label();
    method.visitTryCatchBlock(start, handler, handler, null);
    method.visitInsn(Opcodes.NOP);
    method.visitLabel(start);
    method.visitInsn(Opcodes.RETURN);
    method.visitLabel(handler);
    method.visitInsn(Opcodes.ATHROW);

    assertThat(new ControlFlow(method).blocks())
        .extracting(block -> block.handlers.size())
        .containsExactly(0, 1, 0);
  }

  private List<String> edges() {
    return new ControlFlow(method).blocks().stream().map(ControlFlowTest::text).toList();
  }

  private static String text(Block block) {
    StringBuilder text = new StringBuilder(block.index + " ->");
    block.successors.stream()
        .mapToInt(next -> next.index)
        .sorted()
        .forEach(i -> text.append(" ").append(i));
    return text.toString();
  }
}
