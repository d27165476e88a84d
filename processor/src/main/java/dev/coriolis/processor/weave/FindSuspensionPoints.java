package dev.coriolis.processor.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Numbers the calls of {@code await} and {@code emit} in the order of the code; those that cannot be reached are left alone.
 *
 * <p>What follows a jump can be reached if it has a stack map frame, and only then (JVMS 4.10.1.6).
 */
final class FindSuspensionPoints implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    InlinedLines lines = new InlinedLines(method.owner());
    OpenRanges open = new OpenRanges(method.body().tryCatchBlocks);
    List<SuspensionPoint> points = new ArrayList<>();
    boolean isReachable = true;
    int line = -1;
    for (AbstractInsnNode node : method.body().instructions) {
      if (node instanceof LineNumberNode number) {
        line = lines.inFile(number.line);
      } else if (node instanceof LabelNode label) {
        open.pass(label);
      } else if (node instanceof FrameNode) {
        isReachable = true;
      } else if (isReachable && method.kind().maySuspendAt(node)) {
        points.add(new SuspensionPoint(
            points.size() + 1,
            (MethodInsnNode) node,
            line,
            open.ranges(),
            new SuspensionPoint.Labels()));
      }
      isReachable &= !endsPath(node.getOpcode());
    }
    method.setPoints(points);
  }

  private static boolean endsPath(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.ATHROW -> true;
      default -> opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    };
  }

  /** The ranges of handlers around the place that the search has come to. */
  private static final class OpenRanges {
    private final List<TryCatchBlockNode> table;
    private final Map<LabelNode, List<Integer>> starts = new HashMap<>();
    private final Map<LabelNode, List<Integer>> ends = new HashMap<>();

    /** By their place in the table, which is the order in which the JVM searches it. */
    private final NavigableSet<Integer> open = new TreeSet<>();

    OpenRanges(List<TryCatchBlockNode> table) {
      this.table = table;
      for (int i = 0; i < table.size(); i++) {
        starts.computeIfAbsent(table.get(i).start, label -> new ArrayList<>()).add(i);
        ends.computeIfAbsent(table.get(i).end, label -> new ArrayList<>()).add(i);
      }
    }

    void pass(LabelNode label) {
      open.addAll(starts.getOrDefault(label, List.of()));
      ends.getOrDefault(label, List.of()).forEach(open::remove);
    }

    List<TryCatchBlockNode> ranges() {
      return open.stream().map(table::get).toList();
    }
  }
}
