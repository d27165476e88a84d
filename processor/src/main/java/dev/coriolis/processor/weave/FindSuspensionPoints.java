package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.TypeSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<LabelNode, Integer> depthChanges = depthChanges(body);
    int depth = 0;
    int line = -1;
    for (AbstractInsnNode node : body.instructions) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      } else if (node instanceof LabelNode label) {
        depth += depthChanges.getOrDefault(label, 0);
      } else if (reachable.contains(node)) {
        points.add(new SuspensionPoint(
            points.size() + 1,
            (MethodInsnNode) node,
            line,
            depth > 0,
            new SuspensionPoint.Labels()));
      }
    }
    return points;
  }

  /** Returns by how much the number of ranges around the code changes at their labels. */
  private static Map<LabelNode, Integer> depthChanges(MethodNode body) {
    Map<LabelNode, Integer> changes = new HashMap<>();
    for (TryCatchBlockNode range : body.tryCatchBlocks) {
      changes.merge(range.start, 1, Integer::sum);
      changes.merge(range.end, -1, Integer::sum);
    }
    return changes;
  }
}
