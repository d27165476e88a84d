package dev.coriolis.processor.weave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class AssignmentTest {
  private final MethodNode method =
      new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, "run", "(I)V", null, null);
  private final Label end = new Label();

  @Test
  void isAssignedByAStore() {
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitVarInsn(Opcodes.ISTORE, 1);

    assertThat(atEnd()).containsExactly(0, 1);
  }

  @Test
  void isNotAssignedIfOnePathLeavesItOut() {
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitJumpInsn(Opcodes.IFEQ, end);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 1);

    assertThat(atEnd()).containsExactly(0);
  }

  @Test
  void aHandlerSeesWhatItsRangeBeganWith() {
    Label start = new Label();
    method.visitTryCatchBlock(start, end, end, null);
    method.visitLabel(start);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    method.visitInsn(Opcodes.RETURN);

    assertThat(atEnd()).containsExactly(0);
  }

  @Test
  void nothingIsAssignedBehindAResumption() {
    Label resumption = new Label();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitJumpInsn(Opcodes.IFEQ, resumption);
    method.visitLabel(resumption);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 2);

    assertThat(atEnd((LabelNode) resumption.info)).containsExactly(2);
  }

  private int[] atEnd(LabelNode... resumptions) {
    method.visitLabel(end);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 3);
    BitSet parameters = new BitSet();
    parameters.set(0);
    return new Assignment(method, parameters, Set.of(resumptions), new BitSet())
        .facts().of((LabelNode) end.info).stream().toArray();
  }
}
