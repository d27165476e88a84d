package dev.coriolis.processor.weave;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Counts what is done with the instructions and the handlers of a method. */
final class Work {
  private long count;

  private Work() {}

  /** Has everything counted that is done with this method from now on. */
  static Work countedIn(MethodNode method) {
    Work work = new Work();
    InsnList instructions = work.new CountedInstructions();
    for (AbstractInsnNode node : method.instructions.toArray()) {
      method.instructions.remove(node);
      instructions.add(
          node instanceof VarInsnNode access
              ? work.new CountedAccess(access.getOpcode(), access.var)
              : node);
    }
    method.instructions = instructions;
    method.tryCatchBlocks = work.new CountedHandlers(method.tryCatchBlocks);
    return work;
  }

  long count() {
    return count;
  }

  /** A list that counts each walk over it by the instructions that are walked over. */
  private final class CountedInstructions extends InsnList {
    @Override
    public ListIterator<AbstractInsnNode> iterator() {
      count += size();
      return super.iterator();
    }

    @Override
    public AbstractInsnNode[] toArray() {
      count += size();
      return super.toArray();
    }
  }

  /** The data-flow analyses ask each access to a variable for its opcode, each time they pass it. */
  private final class CountedAccess extends VarInsnNode {
    CountedAccess(int opcode, int slot) {
      super(opcode, slot);
    }

    @Override
    public int getOpcode() {
      count++;
      return super.getOpcode();
    }
  }

  /** A table of handlers that counts each walk over it. */
  private final class CountedHandlers extends AbstractList<TryCatchBlockNode> {
    private final List<TryCatchBlockNode> handlers;

    CountedHandlers(List<TryCatchBlockNode> handlers) {
      this.handlers = new ArrayList<>(handlers);
    }

    @Override
    public Iterator<TryCatchBlockNode> iterator() {
      count += size();
      return handlers.iterator();
    }

    @Override
    public TryCatchBlockNode get(int index) {
      return handlers.get(index);
    }

    @Override
    public int size() {
      return handlers.size();
    }
  }
}
