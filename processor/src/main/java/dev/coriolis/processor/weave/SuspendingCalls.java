package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Tells which calls may suspend a coroutine. */
final class SuspendingCalls {
  private SuspendingCalls() {}

  /** Returns whether this is a call of {@code Coroutines.await}. */
  static boolean isAwait(AbstractInsnNode node) {
    return node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.COROUTINES)
        && call.name.equals(WovenNames.AWAIT);
  }

  /** Returns whether this is a call of {@code Scope.close}, which waits in a coroutine, and only there. */
  static boolean closesScope(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.INVOKEVIRTUAL
        && node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.SCOPE)
        && call.name.equals(WovenNames.CLOSE)
        && call.desc.equals("()V");
  }

  /** Returns whether a coroutine may be suspended here. */
  static boolean maySuspend(AbstractInsnNode node) {
    return isAwait(node) || closesScope(node);
  }
}
