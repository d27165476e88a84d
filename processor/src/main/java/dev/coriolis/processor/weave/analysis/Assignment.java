package dev.coriolis.processor.weave.analysis;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the local variables that have been assigned on every path to an instruction.
 *
 * <p>One forward data-flow pass with a bit a slot. A handler may be entered before its range has
 * assigned anything, so it begins with what is assigned at the start of each block of the range.
 */
public final class Assignment {
  private final ControlFlow flow;
  private final BitSet[] atStart;
  private final Set<LabelNode> resumptions;
  private final BitSet kept;

  /**
   * Analyses the method as it is now.
   *
   * @param parameters the slots that are assigned at the first instruction
   * @param resumptions the labels behind which nothing is assigned any more
   * @param kept the slots that are assigned there nevertheless
   */
  public Assignment(MethodNode method, BitSet parameters, Set<LabelNode> resumptions, BitSet kept) {
    flow = new ControlFlow(method);
    this.resumptions = resumptions;
    this.kept = kept;
    atStart = new BitSet[flow.blocks().size()];
    solve(parameters, method.maxLocals);
  }

  private void solve(BitSet parameters, int slots) {
    for (int i = 0; i < atStart.length; i++) {
      atStart[i] = new BitSet();
      atStart[i].set(0, slots);
    }
    Deque<Block> open = new ArrayDeque<>();
    enter(flow.blocks().get(0), parameters, open);
    flow.blocks().forEach(open::add);
    while (!open.isEmpty()) {
      Block block = open.poll();
      BitSet assigned = (BitSet) atStart[block.index].clone();
      block.handlers.forEach(handler -> enter(handler, atStart[block.index], open));
      block.instructions.forEach(node -> step(node, assigned));
      block.successors.forEach(next -> enter(next, assigned, open));
    }
  }

  private void enter(Block block, BitSet assigned, Deque<Block> open) {
    BitSet now = (BitSet) atStart[block.index].clone();
    now.and(resumptions.contains(block.instructions.get(0)) ? kept : assigned);
    if (!now.equals(atStart[block.index])) {
      atStart[block.index] = now;
      open.add(block);
    }
  }

  private static void step(AbstractInsnNode node, BitSet assigned) {
    if (node instanceof VarInsnNode access
        && access.getOpcode() >= Opcodes.ISTORE
        && access.getOpcode() <= Opcodes.ASTORE) {
      assigned.set(access.var);
    }
  }

  /** Returns the assigned slots at each label and behind each instruction that assigns one. */
  public Facts<BitSet> facts() {
    Facts<BitSet> result = new Facts<>();
    for (Block block : flow.blocks()) {
      BitSet assigned = (BitSet) atStart[block.index].clone();
      for (AbstractInsnNode node : block.instructions) {
        step(node, assigned);
        if (node instanceof LabelNode || node instanceof VarInsnNode) {
          result.put(node, (BitSet) assigned.clone());
        }
      }
    }
    return result;
  }
}
