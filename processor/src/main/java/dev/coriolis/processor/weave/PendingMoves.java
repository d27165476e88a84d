package dev.coriolis.processor.weave;

import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the instructions that may move an object which waits for its constructor to a variable and back.
 *
 * <pre>
 *   new Foo
 *   dup
 *   astore 1          // a move
 *   astore 2          // a move
 *   (switch with a try)
 *   aload 2           // a move
 *   aload 1           // a move
 *   ...
 *   invokespecial Foo.&lt;init>
 * </pre>
 *
 * <p>There are more than those, as a variable may be one of an argument: the types tell. But there are few.
 */
final class PendingMoves {
  private final BitSet stored = new BitSet();
  private final Set<VarInsnNode> moves = Collections.newSetFromMap(new IdentityHashMap<>());

  private PendingMoves() {}

  /** Returns them: compilers write the code of the arguments between {@code new} and constructor. */
  static Set<VarInsnNode> in(MethodNode body) {
    PendingMoves search = new PendingMoves();
    int pending = 0;
    for (AbstractInsnNode node : body.instructions) {
      if (node.getOpcode() == Opcodes.NEW) {
        pending++;
      } else if (node instanceof MethodInsnNode call && call.name.equals("<init>")) {
        pending--;
      } else if (pending > 0 && node instanceof VarInsnNode access) {
        search.look(access);
      }
    }
    return search.moves;
  }

  private void look(VarInsnNode access) {
    if (access.getOpcode() == Opcodes.ASTORE) {
      stored.set(access.var);
      moves.add(access);
    } else if (access.getOpcode() == Opcodes.ALOAD && stored.get(access.var)) {
      moves.add(access);
    }
  }
}
