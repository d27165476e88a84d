package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Has a coroutine await the end of a scope that it closes, and the beginning of one that has some time
 * only.
 *
 * <pre>
 *   before                             after
 *   aload scope       // scope         aload scope            // scope
 *   invokevirtual Scope.close          invokevirtual Scope.closing   // stage
 *                                      invokestatic await     // null
 *                                      pop                    //
 *
 *   aload time        // duration      aload time             // duration
 *   invokestatic Scope.open            invokestatic Scope.opening    // stage
 *                     // scope         invokestatic await     // object
 *                                      checkcast Scope        // scope
 *
 *   // failure, failure of the end     // failure, failure of the end
 *   invokevirtual addSuppressed        invokestatic suppress
 * </pre>
 *
 * <p>{@code close} itself has to return at once, as it may be called anywhere: it only cancels what
 * still runs. A {@code try} with a scope calls it as well, once for each way out. The await of {@code
 * opening} never takes long: it makes the frame, if there is none yet, and tells the scope which it is.
 *
 * <p>What a child has failed with may be what leaves the block, and the end of the scope cannot know. No
 * exception suppresses itself, but {@code addSuppressed} would throw another one in its place.
 */
final class AwaitScopes implements Pass {
  private static final String STAGE = "L" + WovenNames.COMPLETION_STAGE + ";";
  private static final String SUPPRESS =
      "(L" + WovenNames.THROWABLE + ";L" + WovenNames.THROWABLE + ";)V";

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() == FrameKind.GENERATOR) {
      return; // cannot wait: its scopes are closed as by any other method
    }
    InsnList code = method.body().instructions;
    boolean hasClosed = false;
    AbstractInsnNode next;
    for (AbstractInsnNode node = code.getFirst(); node != null; node = next) {
      next = node.getNext();
      if (SuspendingCalls.closesScope(node)) {
        code.insert(node, awaited(new InsnNode(Opcodes.POP)));
        code.set(node, scope(Opcodes.INVOKEVIRTUAL, WovenNames.CLOSING, "()"));
        hasClosed = true;
      } else if (SuspendingCalls.opensScope(node)) {
        code.insert(node, awaited(new TypeInsnNode(Opcodes.CHECKCAST, WovenNames.SCOPE)));
        code.set(
            node,
            scope(Opcodes.INVOKESTATIC, WovenNames.OPENING, "(L" + WovenNames.DURATION + ";)"));
      } else if (hasClosed && SuspendingCalls.addsSuppressed(node)) {
        code.set(
            node,
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, WovenNames.FRAMES, WovenNames.SUPPRESS, SUPPRESS));
      }
    }
  }

  private static MethodInsnNode scope(int opcode, String name, String parameters) {
    return new MethodInsnNode(opcode, WovenNames.SCOPE, name, parameters + STAGE);
  }

  private static InsnList awaited(AbstractInsnNode used) {
    InsnList code = new InsnList();
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        WovenNames.COROUTINES,
        WovenNames.AWAIT,
        "(" + STAGE + ")Ljava/lang/Object;"));
    code.add(used);
    return code;
  }
}
