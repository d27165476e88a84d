package dev.coriolis.processor.weave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class LivenessTest {

  @Test
  void isLiveUntilItIsRead() {
    assertThat(atNop(code -> {
          code.visitInsn(Opcodes.NOP);
          code.visitVarInsn(Opcodes.ILOAD, 1);
        }))
        .containsExactly(1);
  }

  @Test
  void isDeadUntilItIsWritten() {
    assertThat(atNop(code -> {
          code.visitInsn(Opcodes.NOP);
          code.visitInsn(Opcodes.ICONST_0);
          code.visitVarInsn(Opcodes.ISTORE, 1);
          code.visitVarInsn(Opcodes.ILOAD, 1);
        }))
        .isEmpty();
  }

  @Test
  void incrementReads() {
    assertThat(atNop(code -> {
          code.visitInsn(Opcodes.NOP);
          code.visitIincInsn(2, 1);
        }))
        .containsExactly(2);
  }

  @Test
  void isLiveAroundALoop() {
    assertThat(atNop(code -> {
          Label loop = new Label();
          code.visitLabel(loop);
          code.visitVarInsn(Opcodes.ILOAD, 3);
          code.visitInsn(Opcodes.NOP);
          code.visitJumpInsn(Opcodes.IFNE, loop);
        }))
        .containsExactly(3);
  }

  @Test
  void whatAHandlerReadsIsLiveThroughoutItsRange() {
    assertThat(atNop(code -> {
          Label start = new Label();
          Label handler = new Label();
          code.visitTryCatchBlock(start, handler, handler, null);
          code.visitLabel(start);
          code.visitInsn(Opcodes.NOP);
          code.visitInsn(Opcodes.ICONST_0);
          code.visitVarInsn(Opcodes.ISTORE, 1);
          code.visitInsn(Opcodes.RETURN);
          code.visitLabel(handler);
          code.visitVarInsn(Opcodes.ILOAD, 1);
        }))
        .containsExactly(1);
  }

  /** Returns the live slots in front of the {@code nop}. */
  private static int[] atNop(Consumer<MethodVisitor> code) {
    MethodNode method = new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.accept(method);
    method.visitInsn(Opcodes.RETURN);
    Facts<BitSet> live = new Liveness(new ControlFlow(method)).before(InsnNode.class::isInstance);
    return live.instructions().stream()
        .filter(node -> node.getOpcode() == Opcodes.NOP)
        .flatMapToInt(node -> live.of(node).stream())
        .toArray();
  }
}
