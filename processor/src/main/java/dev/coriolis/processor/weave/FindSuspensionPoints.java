package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.TypeSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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
    Set<TryCatchBlockNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
    int line = -1;
    for (AbstractInsnNode node : body.instructions) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      } else if (node instanceof LabelNode label) {
        openAndClose(body, label, open);
      } else if (reachable.contains(node)) {
        points.add(new SuspensionPoint(
            points.size() + 1,
            (MethodInsnNode) node,
            line,
            !open.isEmpty(),
            new SuspensionPoint.Labels()));
      }
    }
    return points;
  }

  private static void openAndClose(MethodNode body, LabelNode label, Set<TryCatchBlockNode> open) {
    for (TryCatchBlockNode range : body.tryCatchBlocks) {
      if (range.start == label) {
        open.add(range);
      }
      if (range.end == label) {
        open.remove(range);
      }
    }
  }
}
