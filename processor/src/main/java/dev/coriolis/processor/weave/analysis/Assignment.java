package dev.coriolis.processor.weave.analysis;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the local variables that have been assigned on every path to an instruction.
 *
 * <p>A forward data-flow analysis with a bit a slot. A suspension loses all but what is reloaded. A
 * handler may be entered before its range has assigned anything, and behind each suspension in it.
 */
public final class Assignment {
  private final ControlFlow flow;
  private final int slots;
  private final Map<AbstractInsnNode, BitSet> kept;
  private final BitSet[] gained;
  private final BitSet[] lost;
  private final BitSet[] atStart;

  /**
   * Analyses the method of {@code flow}.
   *
   * @param slots how many slots it has
   * @param parameters the slots that are assigned at its first instruction
   * @param kept the slots that keep their values, by the call that may suspend
   */
  public Assignment(
      ControlFlow flow, int slots, BitSet parameters, Map<AbstractInsnNode, BitSet> kept) {
    this.flow = flow;
    this.slots = slots;
    this.kept = kept;
    int count = flow.blocks().size();
    gained = new BitSet[count];
    lost = new BitSet[count];
    atStart = new BitSet[count];
    flow.blocks().forEach(this::summarise);
    atStart[0].and(parameters);
    solve();
  }

  /** Looks at the instructions once: what a block assigns and keeps, and what it may lose. */
  private void summarise(Block block) {
    BitSet gains = new BitSet();
    BitSet losses = new BitSet();
    for (int i = block.start; i < block.end; i++) {
      BitSet rest = rest(flow.at(i));
      if (rest != null) {
        gains.and(rest);
        BitSet all = all();
        all.andNot(rest);
        losses.or(all);
      } else if (isStore(flow.at(i))) {
        gains.set(((VarInsnNode) flow.at(i)).var);
      }
    }
    gained[block.index] = gains;
    lost[block.index] = losses;
    atStart[block.index] = all();
  }

  private BitSet all() {
    BitSet all = new BitSet(slots);
    all.set(0, slots);
    return all;
  }

  /** Goes through the blocks from the first to the last, once more for each loop around a loop. */
  private void solve() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : flow.blocks()) {
        BitSet assigned = (BitSet) atStart[block.index].clone();
        assigned.andNot(lost[block.index]);
        changed |= enter(block.handlers, assigned);
        assigned.or(gained[block.index]);
        changed |= enter(block.successors, assigned);
      }
    }
  }

  private boolean enter(List<Block> blocks, BitSet assigned) {
    boolean changed = false;
    for (Block block : blocks) {
      BitSet before = atStart[block.index];
      int count = before.cardinality();
      before.and(assigned);
      changed |= before.cardinality() < count;
    }
    return changed;
  }

  /** Returns what a call that may suspend leaves; null for any other instruction. */
  private @Nullable BitSet rest(AbstractInsnNode node) {
    return node instanceof MethodInsnNode ? kept.get(node) : null;
  }

  private static boolean isStore(AbstractInsnNode node) {
    return node instanceof VarInsnNode
        && node.getOpcode() >= Opcodes.ISTORE
        && node.getOpcode() <= Opcodes.ASTORE;
  }

  /**
   * Shows the assigned slots at each label, behind each instruction that assigns one, and behind each
   * call that may suspend, in the order of the code.
   *
   * @param visitor must not keep the set, which changes
   */
  public void forEach(BiConsumer<AbstractInsnNode, BitSet> visitor) {
    for (Block block : flow.blocks()) {
      BitSet assigned = (BitSet) atStart[block.index].clone();
      for (int i = block.start; i < block.end; i++) {
        AbstractInsnNode node = flow.at(i);
        BitSet rest = rest(node);
        if (rest != null) {
          assigned.and(rest);
          visitor.accept(node, assigned);
        } else if (isStore(node)) {
          assigned.set(((VarInsnNode) node).var);
          visitor.accept(node, assigned);
        } else if (node instanceof LabelNode) {
          visitor.accept(node, assigned);
        }
      }
    }
  }
}
