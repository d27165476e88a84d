package dev.coriolis.processor.weave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
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
  void aSuspensionLosesAllButWhatIsReloaded() {
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    AbstractInsnNode call = call();
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 2);

    assertThat(atEnd(Map.of(call, slots(1)))).containsExactly(1, 2);
  }

  @Test
  void aHandlerSeesWhatTheSuspensionsInItsRangeLose() {
    Label start = new Label();
    method.visitTryCatchBlock(start, end, end, null);
    method.visitLabel(start);
    AbstractInsnNode call = call();
    method.visitInsn(Opcodes.RETURN);

    assertThat(atEnd(Map.of(call, slots()))).isEmpty();
  }

  @Test
  void showsWhatIsAssignedBehindStoresAndSuspensions() {
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    AbstractInsnNode store = method.instructions.getLast();
    AbstractInsnNode call = call();
    method.visitInsn(Opcodes.RETURN);
    List<String> shown = new ArrayList<>();

    assignment(Map.of(call, slots(1))).forEach((node, assigned) -> {
      assertThat(node).isIn(store, call);
      shown.add(assigned.toString());
    });

    assertThat(shown).containsExactly("{0, 1}", "{1}");
  }

  private AbstractInsnNode call() {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "Foo", "suspend", "()V", false);
    return method.instructions.getLast();
  }

  private int[] atEnd() {
    return atEnd(Map.of());
  }

  private int[] atEnd(Map<AbstractInsnNode, BitSet> kept) {
    method.visitLabel(end);
    method.visitInsn(Opcodes.RETURN);
    List<int[]> found = new ArrayList<>();
    assignment(kept).forEach((node, assigned) -> {
      if (node == end.info) {
        found.add(assigned.stream().toArray());
      }
    });
    return found.get(0);
  }

  private Assignment assignment(Map<AbstractInsnNode, BitSet> kept) {
    method.visitMaxs(1, 3);
    return new Assignment(new ControlFlow(method), 3, slots(0), kept);
  }

  private static BitSet slots(int... slots) {
    BitSet set = new BitSet();
    for (int slot : slots) {
      set.set(slot);
    }
    return set;
  }
}
