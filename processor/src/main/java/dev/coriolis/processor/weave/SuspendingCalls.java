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
    return calls(node, WovenNames.COROUTINES, WovenNames.AWAIT);
  }

  /** Returns whether this is a call of {@code Generator.emit}. */
  static boolean isEmit(AbstractInsnNode node) {
    return calls(node, WovenNames.GENERATOR, WovenNames.EMIT);
  }

  /** Returns whether this is a call of {@code Generator.emitAll}. */
  static boolean isEmitAll(AbstractInsnNode node) {
    return calls(node, WovenNames.GENERATOR, WovenNames.EMIT_ALL);
  }

  private static boolean calls(AbstractInsnNode node, String owner, String name) {
    return node instanceof MethodInsnNode call
        && call.owner.equals(owner)
        && call.name.equals(name);
  }

  /** Returns whether this is a method that a reference cannot be of, as it suspends its caller. */
  static boolean isSuspending(String owner, String name) {
    return switch (owner) {
      case WovenNames.COROUTINES -> name.equals(WovenNames.AWAIT);
      case WovenNames.GENERATOR -> name.equals(WovenNames.EMIT) || name.equals(WovenNames.EMIT_ALL);
      default -> false;
    };
  }

  /** Returns whether this is a call of {@code Scope.close}, which waits in a coroutine, and only there. */
  static boolean closesScope(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.INVOKEVIRTUAL
        && node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.SCOPE)
        && call.name.equals(WovenNames.CLOSE)
        && call.desc.equals("()V");
  }

  /** Returns whether an exception is told of another one here, as at the end of a {@code try} that has failed. */
  static boolean addsSuppressed(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.INVOKEVIRTUAL
        && node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.THROWABLE)
        && call.name.equals(WovenNames.ADD_SUPPRESSED);
  }

  /** Returns whether this is a call of {@code Scope.open} by which a coroutine limits its own time. */
  static boolean opensScope(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.INVOKESTATIC
        && node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.SCOPE)
        && call.name.equals(WovenNames.OPEN)
        && call.desc.equals("(L" + WovenNames.DURATION + ";)L" + WovenNames.SCOPE + ";");
  }

  /** Returns whether this is a call on a scope that a coroutine awaits. */
  static boolean awaitsScope(AbstractInsnNode node) {
    return closesScope(node) || opensScope(node);
  }

  /** Returns whether some kind of coroutine may be suspended here. */
  static boolean maySuspend(AbstractInsnNode node) {
    return isAwait(node) || isEmit(node) || isEmitAll(node) || awaitsScope(node);
  }
}
