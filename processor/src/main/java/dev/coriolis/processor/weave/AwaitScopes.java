package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Has a coroutine await the end of a scope that it closes.
 *
 * <pre>
 *   before                             after
 *   aload scope       // scope         aload scope            // scope
 *   invokevirtual Scope.close          invokevirtual Scope.closing   // stage
 *                                      invokestatic await     // null
 *                                      pop                    //
 * </pre>
 *
 * <p>{@code close} itself has to return at once, as it may be called anywhere: it only cancels what
 * still runs. A {@code try} with a scope calls it as well, once for each way out.
 */
final class AwaitScopes implements Pass {
  private static final String STAGE = "L" + WovenNames.COMPLETION_STAGE + ";";

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() == FrameKind.GENERATOR) {
      return; // cannot wait: its scopes are closed as by any other method
    }
    InsnList code = method.body().instructions;
    AbstractInsnNode next;
    for (AbstractInsnNode node = code.getFirst(); node != null; node = next) {
      next = node.getNext();
      if (SuspendingCalls.closesScope(node)) {
        code.insert(node, awaited());
        code.set(
            node,
            new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, WovenNames.SCOPE, WovenNames.CLOSING, "()" + STAGE));
      }
    }
  }

  private static InsnList awaited() {
    InsnList code = new InsnList();
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        WovenNames.COROUTINES,
        WovenNames.AWAIT,
        "(" + STAGE + ")Ljava/lang/Object;"));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }
}
