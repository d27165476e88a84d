package dev.coriolis.processor.weave.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Finds out how many monitors are held in front of each instruction.
 *
 * <p>Compilers nest monitors as the source nests {@code synchronized} blocks (JVMS 2.11.10), so the
 * number is the same on each way to an instruction, and the first way found tells it.
 */
public final class HeldMonitors {
  private static final int UNREACHED = -1;

  private final MethodNode method;
  private final int[] held;
  private final Deque<AbstractInsnNode> open = new ArrayDeque<>();

  /** Follows all ways through the code. */
  public HeldMonitors(MethodNode method) {
    this.method = method;
    held = new int[method.instructions.size()];
    Arrays.fill(held, UNREACHED);
    if (held.length > 0) {
      reach(method.instructions.getFirst(), 0);
    }
    while (!open.isEmpty()) {
      follow(open.pop());
    }
  }

  /** Returns whether a monitor is held in front of {@code node}. */
  public boolean before(AbstractInsnNode node) {
    return held[indexOf(node)] > 0;
  }

  private void follow(AbstractInsnNode node) {
    int before = held[indexOf(node)];
    int after = switch (node.getOpcode()) {
      case Opcodes.MONITORENTER -> before + 1;
      case Opcodes.MONITOREXIT -> before - 1;
      default -> before;
    };
    ControlFlow.targets(node).forEach(label -> reach(label, after));
    if (ControlFlow.fallsThrough(node.getOpcode()) && node.getNext() != null) {
      reach(node.getNext(), after);
    }
    if (node.getOpcode() >= 0) {
      reachHandlers(node, Math.min(before, after));
    }
  }

  /** A handler of everything, as that of a {@code synchronized} block, keeps all from those behind it. */
  private void reachHandlers(AbstractInsnNode node, int count) {
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      if (indexOf(range.start) < indexOf(node) && indexOf(node) < indexOf(range.end)) {
        reach(range.handler, count);
        if (range.type == null) {
          return;
        }
      }
    }
  }

  private void reach(AbstractInsnNode node, int count) {
    int index = indexOf(node);
    if (held[index] == UNREACHED) {
      held[index] = Math.max(count, 0);
      open.push(node);
    }
  }

  private int indexOf(AbstractInsnNode node) {
    return method.instructions.indexOf(node);
  }
}
