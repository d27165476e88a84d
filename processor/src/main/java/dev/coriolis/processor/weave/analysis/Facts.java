package dev.coriolis.processor.weave.analysis;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.objectweb.asm.tree.AbstractInsnNode;

/** What an analysis has found out about some of a method's instructions. */
public final class Facts<T> {
  private final IdentityHashMap<AbstractInsnNode, T> facts = new IdentityHashMap<>();

  Facts() {}

  void put(AbstractInsnNode node, T fact) {
    facts.put(node, fact);
  }

  /** Returns the fact about an instruction, or nothing if none was asked for or it is unreachable. */
  public Optional<T> find(AbstractInsnNode node) {
    return Optional.ofNullable(facts.get(node));
  }

  /**
   * Returns the fact about an instruction that has one.
   *
   * @throws IllegalStateException if it has none
   */
  public T of(AbstractInsnNode node) {
    return find(node)
        .orElseThrow(
            () -> new IllegalStateException("nothing is known of opcode " + node.getOpcode()));
  }

  /** Returns the instructions that have a fact. */
  public Set<AbstractInsnNode> instructions() {
    return facts.keySet();
  }

  /** Hands over each instruction with its fact, in no particular order. */
  public void forEach(BiConsumer<AbstractInsnNode, T> action) {
    for (Map.Entry<AbstractInsnNode, T> entry : facts.entrySet()) {
      action.accept(entry.getKey(), entry.getValue());
    }
  }
}
