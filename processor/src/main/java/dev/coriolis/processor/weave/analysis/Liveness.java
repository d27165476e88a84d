package dev.coriolis.processor.weave.analysis;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the local variables that are live in front of an instruction: read on some path from there
 * before they are written.
 *
 * <p>A backward data-flow analysis with a bit a slot. An instruction under a handler may jump there
 * before it has written anything, so what the handler reads is live throughout its range.
 */
public final class Liveness {
  private final ControlFlow flow;
  private final BitSet[] read;
  private final BitSet[] written;
  private final BitSet[] liveIn;

  /** Analyses the method of {@code flow}. */
  public Liveness(ControlFlow flow) {
    this.flow = flow;
    int count = flow.blocks().size();
    read = new BitSet[count];
    written = new BitSet[count];
    liveIn = new BitSet[count];
    flow.blocks().forEach(this::summarise);
    solve();
  }

  /** Looks at the instructions once: what a block reads before it writes, and what it writes. */
  private void summarise(Block block) {
    BitSet reads = new BitSet();
    BitSet writes = new BitSet();
    for (int i = block.end - 1; i >= block.start; i--) {
      if (flow.at(i) instanceof VarInsnNode access) {
        boolean store = isStore(access);
        reads.set(access.var, !store);
        writes.set(access.var, store || writes.get(access.var));
      } else if (flow.at(i) instanceof IincInsnNode increment) {
        reads.set(increment.var);
      }
    }
    read[block.index] = reads;
    written[block.index] = writes;
    liveIn[block.index] = (BitSet) reads.clone();
  }

  /** Goes through the blocks from the last to the first, once more for each loop around a loop. */
  private void solve() {
    List<Block> blocks = flow.blocks();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = blocks.size() - 1; i >= 0; i--) {
        BitSet live = liveOut(blocks.get(i));
        live.andNot(written[i]);
        live.or(read[i]);
        addHandled(blocks.get(i), live);
        if (!live.equals(liveIn[i])) {
          liveIn[i] = live;
          changed = true;
        }
      }
    }
  }

  private BitSet liveOut(Block block) {
    BitSet live = new BitSet();
    for (Block next : block.successors) {
      live.or(liveIn[next.index]);
    }
    return live;
  }

  private void addHandled(Block block, BitSet live) {
    for (Block handler : block.handlers) {
      live.or(liveIn[handler.index]);
    }
  }

  private static boolean isStore(VarInsnNode access) {
    int opcode = access.getOpcode();
    return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
  }

  /** Returns the live slots in front of each instruction that is wanted. */
  public Facts<BitSet> before(Predicate<AbstractInsnNode> wanted) {
    Facts<BitSet> result = new Facts<>();
    for (Block block : flow.blocks()) {
      BitSet live = liveOut(block);
      addHandled(block, live);
      for (int i = block.end - 1; i >= block.start; i--) {
        AbstractInsnNode node = flow.at(i);
        if (node instanceof VarInsnNode access) {
          live.set(access.var, !isStore(access));
          addHandled(block, live);
        } else if (node instanceof IincInsnNode increment) {
          live.set(increment.var);
        }
        if (wanted.test(node)) {
          result.put(node, (BitSet) live.clone());
        }
      }
    }
    return result;
  }
}
