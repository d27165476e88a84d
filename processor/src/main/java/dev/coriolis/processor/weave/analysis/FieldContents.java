package dev.coriolis.processor.weave.analysis;

import dev.coriolis.processor.weave.analysis.ControlFlow.Block;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Follows what the fields of a frame contain, in a method that is suspended at each of its points: each
 * call saves some values, and the method goes on behind it with these, reloaded.
 *
 * <p>A <i>value</i> is a variable in a field, and has a number. Two data-flow analyses with a bit a value.
 * Both ask for all paths, so they begin with all values and take away.
 */
public final class FieldContents {
  private final ControlFlow flow;
  private final int count;
  private final Map<AbstractInsnNode, BitSet> saved;
  private final Map<Integer, BitSet> bySlot;

  /**
   * Prepares the analyses of {@code flow}.
   *
   * @param count how many values there are
   * @param saved the values that are saved, by the call that suspends
   * @param bySlot the values that a store to a slot ends
   */
  public FieldContents(
      ControlFlow flow,
      int count,
      Map<AbstractInsnNode, BitSet> saved,
      Map<Integer, BitSet> bySlot) {
    this.flow = flow;
    this.count = count;
    this.saved = saved;
    this.bySlot = bySlot;
  }

  /**
   * Returns the values that are saved again, unchanged, wherever the method is suspended next: behind each
   * call, and at the first instruction. Where the method ends instead, that is so of all values.
   */
  public Facts<BitSet> savedAgain() {
    BitSet[] in = all(flow.blocks().size());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = in.length - 1; i >= 0; i--) {
        BitSet values = backward(flow.blocks().get(i), in, (call, behind) -> saved.get(call));
        changed |= !values.equals(in[i]);
        in[i] = values;
      }
    }
    Facts<BitSet> result = new Facts<>();
    for (Block block : flow.blocks()) {
      BitSet first = backward(block, in, (call, behind) -> {
        result.put(call, behind);
        return saved.get(call);
      });
      if (block.index == 0) {
        result.put(flow.at(0), first);
      }
    }
    return result;
  }

  private BitSet backward(
      Block block, BitSet[] in, BiFunction<AbstractInsnNode, BitSet, BitSet> step) {
    BitSet values = all(1)[0];
    block.successors.forEach(next -> values.and(in[next.index]));
    andHandlers(block, in, values);
    BitSet now = values;
    for (int i = block.end - 1; i >= block.start; i--) {
      AbstractInsnNode node = flow.at(i);
      if (saved.containsKey(node)) {
        now = (BitSet) step.apply(node, (BitSet) now.clone()).clone();
      } else {
        now.andNot(endedBy(node));
      }
      andHandlers(block, in, now);
    }
    return now;
  }

  /** What may throw may go on in a handler. */
  private static void andHandlers(Block block, BitSet[] in, BitSet values) {
    block.handlers.forEach(handler -> values.and(in[handler.index]));
  }

  /**
   * Returns the values that are in their fields still, in front of each call.
   *
   * @param atStart the values that are in their fields at the first instruction
   * @param kept the values that are in their fields behind a call, as what it has saved
   */
  public Facts<BitSet> unchanged(BitSet atStart, Map<AbstractInsnNode, BitSet> kept) {
    List<Block> blocks = flow.blocks();
    BitSet[] in = all(blocks.size());
    in[0].and(atStart);
    // Nobody asks what is so in a handler: there everything is saved anew.
    blocks.forEach(block -> block.handlers.forEach(handler -> in[handler.index].clear()));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : blocks) {
        BitSet out = forward(block, in, kept, new Facts<>());
        for (Block next : block.successors) {
          BitSet before = (BitSet) in[next.index].clone();
          in[next.index].and(out);
          changed |= !before.equals(in[next.index]);
        }
      }
    }
    Facts<BitSet> result = new Facts<>();
    blocks.forEach(block -> forward(block, in, kept, result));
    return result;
  }

  private BitSet forward(
      Block block, BitSet[] in, Map<AbstractInsnNode, BitSet> kept, Facts<BitSet> result) {
    BitSet values = (BitSet) in[block.index].clone();
    for (int i = block.start; i < block.end; i++) {
      AbstractInsnNode node = flow.at(i);
      BitSet behind = kept.get(node);
      if (behind != null) {
        result.put(node, values);
        values = (BitSet) behind.clone();
      } else {
        values.andNot(endedBy(node));
      }
    }
    return values;
  }

  private BitSet endedBy(AbstractInsnNode node) {
    BitSet ended = new BitSet();
    if (node instanceof IincInsnNode increment) {
      ended.or(bySlot.getOrDefault(increment.var, new BitSet()));
    } else if (node instanceof VarInsnNode access
        && access.getOpcode() >= Opcodes.ISTORE
        && access.getOpcode() <= Opcodes.ASTORE) {
      boolean wide = access.getOpcode() == Opcodes.LSTORE || access.getOpcode() == Opcodes.DSTORE;
      ended.or(bySlot.getOrDefault(access.var, new BitSet()));
      if (wide) {
        ended.or(bySlot.getOrDefault(access.var + 1, new BitSet()));
      }
    }
    return ended;
  }

  private BitSet[] all(int size) {
    BitSet[] sets = new BitSet[size];
    for (int i = 0; i < size; i++) {
      sets[i] = new BitSet(count);
      sets[i].set(0, count);
    }
    return sets;
  }
}
