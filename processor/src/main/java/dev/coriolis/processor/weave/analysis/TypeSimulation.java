package dev.coriolis.processor.weave.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the verification types in front of chosen instructions.
 *
 * <p>The stack map frames in the class file are authoritative (JVMS 4.10.1): each gives all types at
 * its place, and between two of them types follow from the instructions alone. So nothing is merged,
 * no class is looked up, and only the code between a stack map frame and a chosen instruction is followed.
 */
public final class TypeSimulation {
  private final AnalyzerAdapter adapter;
  private final Map<Label, LabelNode> labels = new HashMap<>();
  private final MethodNode method;

  private TypeSimulation(String owner, String descriptor, MethodNode method) {
    this.method = method;
    adapter = new AnalyzerAdapter(owner, method.access, method.name, descriptor, null);
  }

  /**
   * Returns the types in front of each of {@code wanted}; one that is not reachable is left out. The
   * method's frames must be expanded, and each {@code new} must have a label in front.
   *
   * @param descriptor the variables that the code begins with, which need not be the method's parameters
   */
  public static Facts<VerificationTypes> before(
      Set<? extends AbstractInsnNode> wanted, String owner, String descriptor, MethodNode method) {
    return new TypeSimulation(owner, descriptor, method).run(wanted);
  }

  private Facts<VerificationTypes> run(Set<? extends AbstractInsnNode> wanted) {
    Facts<VerificationTypes> found = new Facts<>();
    AbstractInsnNode from = method.instructions.getFirst();
    AbstractInsnNode behind = from;
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof FrameNode) {
        from = behind; // no earlier code matters, but a label in front may be that of a new
      } else if (node.getOpcode() >= 0) {
        behind = node.getNext();
        if (wanted.contains(node)) {
          follow(from, node);
          find(node, found);
          from = behind;
        }
      }
    }
    return found;
  }

  private void find(AbstractInsnNode node, Facts<VerificationTypes> found) {
    if (adapter.locals != null) {
      found.put(node, new VerificationTypes(nodes(adapter.locals), nodes(adapter.stack)));
    }
    node.accept(adapter); // after that it has forgotten the labels before
  }

  private void follow(AbstractInsnNode from, AbstractInsnNode end) {
    for (AbstractInsnNode node = from; node != end; node = node.getNext()) {
      if (node instanceof FrameNode map) {
        map.local.forEach(this::remember);
        map.stack.forEach(this::remember);
      }
      remember(node);
      node.accept(adapter);
    }
  }

  private void remember(Object typeOrNode) {
    if (typeOrNode instanceof LabelNode label) {
      labels.put(label.getLabel(), label);
    }
  }

  /** Uninitialised objects come as labels; a tree has label nodes. */
  private List<Object> nodes(List<Object> types) {
    List<Object> nodes = new ArrayList<>(types.size());
    for (Object type : types) {
      nodes.add(type instanceof Label label ? labels.getOrDefault(label, new LabelNode()) : type);
    }
    return nodes;
  }

  /** Returns whether this type is an object whose constructor has not been called yet. */
  public static boolean isUninitialized(Object type) {
    return type instanceof LabelNode || type == Opcodes.UNINITIALIZED_THIS;
  }
}
