package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Hands a value that the body returns as a completed future directly to the frame, if there is one: so a
 * resumed run makes no future for it.
 *
 * <pre>
 *     invokestatic completedFuture          aload frame
 *     areturn                               invokestatic Frames.completed
 *                                           areturn
 * </pre>
 */
final class SettleFrames implements Pass {
  private static final int MAX_JUMPS = 16;

  private static final String COMPLETED =
      "(Ljava/lang/Object;L" + WovenNames.FRAME + ";)L" + WovenNames.COMPLETABLE_FUTURE + ";";

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() != FrameKind.STAGE) {
      return;
    }
    InsnList code = method.body().instructions;
    for (AbstractInsnNode node : code.toArray()) {
      if (completes(node) && isReturned(node)) {
        code.insertBefore(node, new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
        code.set(
            node,
            new MethodInsnNode(Opcodes.INVOKESTATIC, WovenNames.FRAMES, "completed", COMPLETED));
      }
    }
  }

  private static boolean completes(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.INVOKESTATIC
        && node instanceof MethodInsnNode call
        && call.owner.equals(WovenNames.COMPLETABLE_FUTURE)
        && call.name.equals("completedFuture");
  }

  /** Returns whether nothing is done with the result of this instruction but to return it. */
  private static boolean isReturned(AbstractInsnNode node) {
    AbstractInsnNode next = node.getNext();
    // As compilers write `? :`, there is one jump for each level; in other code they may go round.
    for (int jumps = 0; next != null && jumps < MAX_JUMPS; ) {
      if (next.getOpcode() == Opcodes.GOTO) {
        next = ((JumpInsnNode) next).label;
        jumps++;
      } else if (next.getOpcode() >= 0) {
        return next.getOpcode() == Opcodes.ARETURN;
      } else {
        next = next.getNext();
      }
    }
    return false;
  }
}
