package dev.coriolis.processor.weave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Takes the code that saves and reloads out of the {@code try} blocks around it.
 *
 * <pre>
 *   before                              after
 *   start   |                           start   |
 *   ...     | handler H                 ...     | handler H
 *   SUSPEND  |  (save, return, reload)  SUSPEND     (save, return, reload)
 *   RELOADED |                          RELOADED |
 *   ...     | handler H                 ...     | handler H
 *   end                                 end
 * </pre>
 *
 * <p>That code is ours, and sees variables half written: a handler of the user's must never run there.
 * No half is empty (JVMS 4.7.3): the call that asks for the future is in the first, the one that
 * takes its result in the second.
 */
final class SplitTryCatchBlocks implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    TreeMap<Integer, SuspensionPoint> points = new TreeMap<>();
    method.points().forEach(point -> points.put(indexOf(point.labels().suspend(), body), point));
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      int start = indexOf(block.start, body);
      // The order of the table is the order of the search: the parts take the block's place.
      blocks.addAll(split(block, points.subMap(start, indexOf(block.end, body)).values()));
    }
    body.tryCatchBlocks = blocks;
  }

  private static int indexOf(LabelNode label, MethodNode body) {
    return body.instructions.indexOf(label);
  }

  private static List<TryCatchBlockNode> split(
      TryCatchBlockNode block, Collection<SuspensionPoint> points) {
    LabelNode end = block.end;
    TryCatchBlockNode last = block;
    List<TryCatchBlockNode> parts = new ArrayList<>(List.of(block));
    for (SuspensionPoint point : points) {
      last.end = point.labels().suspend();
      last = new TryCatchBlockNode(point.labels().reloaded(), end, block.handler, block.type);
      parts.add(last);
    }
    return parts;
  }
}
