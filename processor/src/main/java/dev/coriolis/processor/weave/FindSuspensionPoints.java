package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.TypeSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Numbers the await calls in the order of the code; those that cannot be reached are left alone. */
final class FindSuspensionPoints implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    Set<MethodInsnNode> calls = Collections.newSetFromMap(new IdentityHashMap<>());
    for (AbstractInsnNode node : body.instructions) {
      if (CoroutineMethod.isAwait(node)) {
        calls.add((MethodInsnNode) node);
      }
    }
    Set<AbstractInsnNode> reachable =
        TypeSimulation.before(calls, method.owner().name, body).instructions();
    method.setPoints(number(body, reachable));
  }

  private static List<SuspensionPoint> number(MethodNode body, Set<AbstractInsnNode> reachable) {
    List<SuspensionPoint> points = new ArrayList<>();
    OpenRanges open = new OpenRanges(body.tryCatchBlocks);
    int line = -1;
    for (AbstractInsnNode node : body.instructions) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      } else if (node instanceof LabelNode label) {
        open.pass(label);
      } else if (reachable.contains(node)) {
        points.add(new SuspensionPoint(
            points.size() + 1,
            (MethodInsnNode) node,
            line,
            open.ranges(),
            new SuspensionPoint.Labels()));
      }
    }
    return points;
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
