package dev.coriolis.processor.weave.analysis;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the local variables that are live in front of an instruction: read on some path from there
 * before they are written.
 *
 * <p>One backward data-flow pass with a bit a slot. An instruction under a handler may jump there
 * before it has written anything, so what the handler reads is live throughout its range.
 */
public final class Liveness {
  private final List<Block> blocks;
  private final BitSet[] liveIn;

  /** Analyses the method as it is now. */
  public Liveness(MethodNode method) {
    blocks = new ControlFlow(method).blocks();
    liveIn = new BitSet[blocks.size()];
    for (int i = 0; i < liveIn.length; i++) {
      liveIn[i] = new BitSet();
    }
    solve();
  }

  private void solve() {
    List<List<Block>> predecessors = predecessors();
    Deque<Block> open = new ArrayDeque<>();
    BitSet queued = new BitSet();
    blocks.forEach(open::addFirst);
    queued.set(0, blocks.size());
    while (!open.isEmpty()) {
      Block block = open.poll();
      queued.clear(block.index);
      BitSet live = liveOut(block);
      BitSet handled = handled(block);
      for (int i = block.instructions.size() - 1; i >= 0; i--) {
        step(block.instructions.get(i), live, handled);
      }
      live.or(handled);
      if (!live.equals(liveIn[block.index])) {
        liveIn[block.index] = live;
        for (Block before : predecessors.get(block.index)) {
          if (!queued.get(before.index)) {
            queued.set(before.index);
            open.add(before);
          }
        }
      }
    }
  }

  private List<List<Block>> predecessors() {
    List<List<Block>> predecessors =
        blocks.stream().map(block -> (List<Block>) new ArrayList<Block>()).toList();
    for (Block block : blocks) {
      block.successors.forEach(next -> predecessors.get(next.index).add(block));
      block.handlers.forEach(handler -> predecessors.get(handler.index).add(block));
    }
    return predecessors;
  }

  private BitSet liveOut(Block block) {
    BitSet live = new BitSet();
    block.successors.forEach(next -> live.or(liveIn[next.index]));
    return live;
  }

  private BitSet handled(Block block) {
    BitSet live = new BitSet();
    block.handlers.forEach(handler -> live.or(liveIn[handler.index]));
    return live;
  }

  private static void step(AbstractInsnNode node, BitSet live, BitSet handled) {
    if (node instanceof VarInsnNode access) {
      boolean store = access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
      live.set(access.var, !store);
      live.or(handled);
    } else if (node instanceof IincInsnNode increment) {
      live.set(increment.var);
    }
  }

  /** Returns the live slots in front of each instruction of this kind. */
  public Facts<BitSet> before(Class<? extends AbstractInsnNode> kind) {
    Facts<BitSet> result = new Facts<>();
    for (Block block : blocks) {
      BitSet live = liveOut(block);
      BitSet handled = handled(block);
      live.or(handled);
      for (int i = block.instructions.size() - 1; i >= 0; i--) {
        AbstractInsnNode node = block.instructions.get(i);
        step(node, live, handled);
        if (kind.isInstance(node)) {
          result.put(node, (BitSet) live.clone());
        }
      }
    }
    return result;
  }
}
