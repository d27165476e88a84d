package dev.coriolis.processor.weave.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The basic blocks of a method as it is when this is made. A block begins where a jump leads to, behind
 * each jump, and where a range of a handler begins or ends.
 */
public final class ControlFlow {
  private final InsnList instructions;
  private final AbstractInsnNode[] code;
  private final List<Block> blocks = new ArrayList<>();

  /** The blocks that begin with a label, by its index in the code. */
  private final Block[] byStart;

  /** Instructions without a jump in or out, except at the ends. */
  static final class Block {
    final int index;
    final int start;
    final List<Block> successors = new ArrayList<>(2);
    final List<Block> handlers = new ArrayList<>(0);

    /** The index behind its last instruction. */
    int end;

    Block(int index, int start) {
      this.index = index;
      this.start = start;
    }
  }

  /** Finds the blocks. */
  public ControlFlow(MethodNode method) {
    instructions = method.instructions;
    code = instructions.toArray();
    byStart = new Block[code.length];
    split(starts(method.tryCatchBlocks));
    connect();
    addHandlers(method.tryCatchBlocks);
  }

  /** Returns the blocks in the order of the code. */
  List<Block> blocks() {
    return blocks;
  }

  /** Returns the instruction of an index. */
  AbstractInsnNode at(int index) {
    return code[index];
  }

  private BitSet starts(List<TryCatchBlockNode> ranges) {
    BitSet starts = new BitSet(code.length);
    starts.set(0, code.length > 0);
    for (int i = 0; i < code.length; i++) {
      int opcode = code[i].getOpcode();
      if (isJump(opcode)) {
        targets(code[i]).forEach(label -> starts.set(instructions.indexOf(label)));
        starts.set(i + 1);
      } else if (!fallsThrough(opcode)) {
        starts.set(i + 1);
      }
    }
    for (TryCatchBlockNode range : ranges) {
      starts.set(instructions.indexOf(range.start));
      starts.set(instructions.indexOf(range.end));
      starts.set(instructions.indexOf(range.handler));
    }
    return starts;
  }

  private void split(BitSet starts) {
    for (int start = starts.nextSetBit(0);
        start >= 0 && start < code.length;
        start = starts.nextSetBit(start + 1)) {
      Block block = new Block(blocks.size(), start);
      int next = starts.nextSetBit(start + 1);
      block.end = next < 0 ? code.length : Math.min(next, code.length);
      blocks.add(block);
      byStart[start] = block;
    }
  }

  private void connect() {
    for (Block block : blocks) {
      AbstractInsnNode last = code[block.end - 1];
      int opcode = last.getOpcode();
      if (isJump(opcode)) {
        targets(last).forEach(label -> block.successors.add(byStart[instructions.indexOf(label)]));
      }
      if (fallsThrough(opcode) && block.index + 1 < blocks.size()) {
        block.successors.add(blocks.get(block.index + 1));
      }
    }
  }

  private void addHandlers(List<TryCatchBlockNode> ranges) {
    for (TryCatchBlockNode range : ranges) {
      Block handler = byStart[instructions.indexOf(range.handler)];
      int end = instructions.indexOf(range.end);
      for (int i = byStart[instructions.indexOf(range.start)].index;
          i < blocks.size() && blocks.get(i).start < end;
          i++) {
        List<Block> known = blocks.get(i).handlers;
        if (!known.contains(handler)) {
          known.add(handler);
        }
      }
    }
  }

  private static boolean isJump(int opcode) {
    return switch (opcode) {
      case Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.IFNULL, Opcodes.IFNONNULL -> true;
      default -> opcode >= Opcodes.IFEQ && opcode <= Opcodes.JSR;
    };
  }

  /** Returns where the instruction may jump to. */
  static List<LabelNode> targets(AbstractInsnNode node) {
    if (node instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (node instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (node instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  /** Returns whether the next instruction may be the one behind one of this opcode. */
  static boolean fallsThrough(int opcode) {
    return opcode != Opcodes.GOTO
        && opcode != Opcodes.ATHROW
        && opcode != Opcodes.TABLESWITCH
        && opcode != Opcodes.LOOKUPSWITCH
        && (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN);
  }
}
