package dev.coriolis.processor.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets the body begin where its frame says.
 *
 * <pre>
 *     aload frame
 *     ifnull START
 *     aload frame
 *     invokevirtual state
 *     tableswitch 1: RESUME_1, 2: RESUME_2, ...
 *   START:
 *     ...
 * </pre>
 *
 * <p>It has no line number: a breakpoint on the method's first line must not stop at each resumption.
 */
final class EmitDispatch implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    if (method.points().isEmpty()) {
      return;
    }
    InsnList code = new InsnList();
    LabelNode start = new LabelNode();
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
    code.add(new JumpInsnNode(Opcodes.IFNULL, start));
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
    code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, method.frameClass(), "state", "()I"));
    LabelNode[] resumes =
        method.points().stream().map(SuspensionPoint::resume).toArray(LabelNode[]::new);
    code.add(new TableSwitchInsnNode(1, resumes.length, start, resumes));
    code.add(start);
    if (!beginsWithMap(method)) {
      code.add(StackMaps.atEntry(method));
    }
    method.body().instructions.insert(code);
  }

  /** A loop may begin at the first instruction: two stack map frames at one place are not allowed. */
  private static boolean beginsWithMap(CoroutineMethod method) {
    AbstractInsnNode node = method.body().instructions.getFirst();
    while (node != null && node.getOpcode() < 0) {
      if (node instanceof FrameNode) {
        return true;
      }
      node = node.getNext();
    }
    return false;
  }
}
