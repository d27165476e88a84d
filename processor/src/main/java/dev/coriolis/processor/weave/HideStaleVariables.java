package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.analysis.Assignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Takes a variable out of the debugger's sight where it may have lost its value in a suspension.
 *
 * <pre>
 *   int n = 7;               n visible       n visible
 *   await(stage(n));         n visible
 *   log("n is dead");        n visible       (not reloaded: it would be shown as 0)
 *   n = 8;                   n visible
 *   log(n);                  n visible       n visible
 * </pre>
 *
 * <p>A dead variable is not saved. Rather no value than a wrong one.
 */
final class HideStaleVariables implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    if (body.localVariables != null) {
      BitSet receiver = new BitSet();
      receiver.set(0, !method.isStatic());
      Ranges ranges = new Ranges(method, receiver);
      assignment(method, receiver).forEach(ranges);
      body.localVariables = ranges.narrowed();
    }
  }

  private static Assignment assignment(CoroutineMethod method, BitSet receiver) {
    Map<AbstractInsnNode, BitSet> kept = new IdentityHashMap<>();
    for (SuspensionPoint point : method.points()) {
      kept.put(point.call(), with(method.layout().at(point).locals(), receiver));
    }
    return new Assignment(method.flow(), method.body().maxLocals, atStart(method, receiver), kept);
  }

  /** A body that fetches its parameters has those that it fetches. */
  private static BitSet atStart(CoroutineMethod method, BitSet receiver) {
    BitSet parameters = new BitSet();
    if (method.fetchesParameters()) {
      parameters = with(method.layout().start().locals(), receiver);
    } else {
      parameters.set(0, method.frameSlot());
    }
    parameters.set(method.frameSlot());
    return parameters;
  }

  private static BitSet with(List<Spill> reloaded, BitSet receiver) {
    BitSet slots = (BitSet) receiver.clone();
    reloaded.forEach(spill -> slots.set(spill.slot()));
    return slots;
  }

  /** One walk over the code, with the variables that are in scope and those of them that are shown. */
  private static final class Ranges implements BiConsumer<AbstractInsnNode, BitSet> {
    private final MethodNode body;
    private final BitSet receiver;
    private final Map<AbstractInsnNode, SuspensionPoint> points = new IdentityHashMap<>();
    private final Map<LabelNode, List<LocalVariableNode>> byStart = new IdentityHashMap<>();
    private final List<LocalVariableNode> inScope = new ArrayList<>();
    private final Map<LocalVariableNode, LabelNode> shown = new IdentityHashMap<>();
    private final List<LocalVariableNode> result = new ArrayList<>();

    Ranges(CoroutineMethod method, BitSet receiver) {
      this.body = method.body();
      this.receiver = receiver;
      method.points().forEach(point -> points.put(point.call(), point));
      for (LocalVariableNode variable : body.localVariables) {
        byStart.computeIfAbsent(variable.start, unused -> new ArrayList<>()).add(variable);
      }
    }

    @Override
    public void accept(AbstractInsnNode node, BitSet assigned) {
      if (node instanceof LabelNode label) {
        leaveAndEnter(label);
        update(assigned, label);
      } else if (node instanceof VarInsnNode store) {
        if (reveals(store)) {
          LabelNode behind = new LabelNode();
          body.instructions.insert(node, behind);
          update(assigned, behind);
        }
      } else {
        SuspensionPoint.Labels labels = Objects.requireNonNull(points.get(node)).labels();
        update(receiver, labels.resume());
        update(assigned, labels.ready());
      }
    }

    List<LocalVariableNode> narrowed() {
      return result;
    }

    private void leaveAndEnter(LabelNode label) {
      for (LocalVariableNode variable : inScope) {
        if (variable.end == label) {
          hide(variable, label);
        }
      }
      inScope.removeIf(variable -> variable.end == label);
      inScope.addAll(byStart.getOrDefault(label, List.of()));
    }

    private boolean reveals(VarInsnNode store) {
      for (LocalVariableNode variable : inScope) {
        if (variable.index == store.var && !shown.containsKey(variable)) {
          return true;
        }
      }
      return false;
    }

    private void update(BitSet slots, LabelNode here) {
      for (LocalVariableNode variable : inScope) {
        if (slots.get(variable.index)) {
          shown.putIfAbsent(variable, here);
        } else {
          hide(variable, here);
        }
      }
    }

    private void hide(LocalVariableNode variable, LabelNode end) {
      LabelNode start = shown.remove(variable);
      if (start != null && hasCode(start, end)) {
        result.add(new LocalVariableNode(
            variable.name, variable.desc, variable.signature, start, end, variable.index));
      }
    }

    /**
     * Two entries of a variable without code would be the same to the JVM, which refuses them. There
     * is code around the labels of a suspension point, which are not in the list yet.
     */
    private static boolean hasCode(LabelNode start, LabelNode end) {
      AbstractInsnNode node = start;
      while (node != null && node != end && node.getOpcode() < 0) {
        node = node.getNext();
      }
      return node != end;
    }
  }
}
