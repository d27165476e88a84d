package dev.coriolis.processor.weave.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The basic blocks of a method: every label begins one, every jump ends one. */
final class ControlFlow {
  private final List<Block> blocks = new ArrayList<>();
  private final Facts<Block> byLabel = new Facts<>();

  /** Instructions without a jump in or out, except at the ends. */
  static final class Block {
    final int index;
    final List<AbstractInsnNode> instructions = new ArrayList<>();
    final List<Block> successors = new ArrayList<>();
    final Set<Block> handlers = new HashSet<>();

    Block(int index) {
      this.index = index;
    }
  }

  ControlFlow(MethodNode method) {
    split(method);
    connect();
    addHandlers(method);
  }

  /** Returns the blocks in the order of the code. */
  List<Block> blocks() {
    return blocks;
  }

  private void split(MethodNode method) {
    Block current = null;
    for (AbstractInsnNode node : method.instructions) {
      if (current == null || (node instanceof LabelNode && !current.instructions.isEmpty())) {
        current = new Block(blocks.size());
        blocks.add(current);
      }
      current.instructions.add(node);
      if (node instanceof LabelNode label) {
        byLabel.put(label, current);
      }
      if (endsBlock(node)) {
        current = null;
      }
    }
  }

  private void connect() {
    for (Block block : blocks) {
      AbstractInsnNode last = block.instructions.get(block.instructions.size() - 1);
      targets(last).forEach(label -> block.successors.add(byLabel.of(label)));
      if (fallsThrough(last) && block.index + 1 < blocks.size()) {
        block.successors.add(blocks.get(block.index + 1));
      }
    }
  }

  /** A range begins and ends at labels, so a block is inside it or outside. */
  private void addHandlers(MethodNode method) {
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      int end = byLabel.of(range.end).index;
      Block handler = byLabel.of(range.handler);
      for (int i = byLabel.of(range.start).index; i < end; i++) {
        blocks.get(i).handlers.add(handler);
      }
    }
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

  private static boolean endsBlock(AbstractInsnNode node) {
    return node instanceof JumpInsnNode || !fallsThrough(node);
  }

  /** Returns whether the next instruction may be the one behind it. */
  static boolean fallsThrough(AbstractInsnNode node) {
    int opcode = node.getOpcode();
    return opcode != Opcodes.GOTO
        && opcode != Opcodes.ATHROW
        && opcode != Opcodes.TABLESWITCH
        && opcode != Opcodes.LOOKUPSWITCH
        && (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN);
  }
}
