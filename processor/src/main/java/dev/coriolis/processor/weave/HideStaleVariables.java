package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.Assignment;
import dev.coriolis.processor.weave.analysis.Facts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
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
      body.localVariables = new Ranges(body, facts(method)).narrow();
    }
  }

  private static Facts<BitSet> facts(CoroutineMethod method) {
    Set<LabelNode> resumptions = new HashSet<>();
    method.points().forEach(point -> resumptions.add(point.resume()));
    BitSet parameters = new BitSet();
    parameters.set(0, method.frameSlot() + 1);
    BitSet kept = new BitSet();
    kept.set(0, !method.isStatic());
    return new Assignment(method.body(), parameters, resumptions, kept).facts();
  }

  /** One walk over the code, with the variables that are in scope and those of them that are shown. */
  private static final class Ranges {
    private final MethodNode body;
    private final Facts<BitSet> assigned;
    private final Map<LabelNode, List<LocalVariableNode>> byStart = new IdentityHashMap<>();
    private final List<LocalVariableNode> inScope = new ArrayList<>();
    private final Map<LocalVariableNode, LabelNode> shown = new IdentityHashMap<>();
    private final List<LocalVariableNode> result = new ArrayList<>();

    Ranges(MethodNode body, Facts<BitSet> assigned) {
      this.body = body;
      this.assigned = assigned;
      for (LocalVariableNode variable : body.localVariables) {
        byStart.computeIfAbsent(variable.start, unused -> new ArrayList<>()).add(variable);
      }
    }

    List<LocalVariableNode> narrow() {
      for (AbstractInsnNode node : body.instructions.toArray()) {
        if (node instanceof LabelNode label) {
          leaveAndEnter(label);
          update(assigned.of(label), label);
        } else if (node instanceof VarInsnNode access && reveals(access)) {
          LabelNode behind = new LabelNode();
          body.instructions.insert(node, behind);
          update(assigned.of(node), behind);
        }
      }
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

    private boolean reveals(VarInsnNode access) {
      return access.getOpcode() >= Opcodes.ISTORE
          && inScope.stream()
              .anyMatch(variable -> variable.index == access.var && !shown.containsKey(variable));
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

    /** Two entries of a variable without code would be the same to the JVM, which refuses them. */
    private static boolean hasCode(LabelNode start, LabelNode end) {
      AbstractInsnNode node = start;
      while (node != end && node.getOpcode() < 0) {
        node = node.getNext();
      }
      return node != end;
    }
  }
}
