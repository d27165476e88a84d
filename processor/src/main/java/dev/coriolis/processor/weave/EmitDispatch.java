package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Spills;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
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
 * <p>The body of a generator always has a frame, which brings the parameters along: they are fetched
 * behind {@code START}. So does that of a stage with very many parameters, and forgets the frame that
 * has only brought them: its own is made when it is suspended, like any other.
 *
 * <p>It has no line number: a breakpoint on the method's first line must not stop at each resumption.
 */
final class EmitDispatch implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    InsnList reloads = reloads(method);
    InsnList code = new InsnList();
    if (method.hasManyParameters()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, method.frameParameter()));
      code.add(new VarInsnNode(Opcodes.ASTORE, method.frameSlot()));
    }
    if (!method.points().isEmpty()) {
      LabelNode start = new LabelNode();
      jump(method, start, code);
      code.add(start);
      if (reloads.size() > 0 || !beginsWithMap(method)) {
        code.add(StackMaps.atEntry(method));
      }
    }
    code.add(reloads);
    method.body().instructions.insert(code);
  }

  private static void jump(CoroutineMethod method, LabelNode start, InsnList code) {
    FrameAccess frame = new FrameAccess(method, code);
    if (!method.fetchesParameters()) {
      frame.loadFrame();
      code.add(new JumpInsnNode(Opcodes.IFNULL, start));
    }
    frame.loadFrame();
    frame.call("state", "()I");
    LabelNode[] resumes =
        method.points().stream().map(SuspensionPoint::resume).toArray(LabelNode[]::new);
    code.add(new TableSwitchInsnNode(1, resumes.length, start, resumes));
  }

  /** Fetches the parameters, where the frame has brought them along. */
  private static InsnList reloads(CoroutineMethod method) {
    InsnList code = new InsnList();
    FrameAccess frame = new FrameAccess(method, code);
    Spills parameters = method.layout().start();
    frame.reload(parameters);
    frame.clear(parameters);
    if (method.kind() == FrameKind.PUBLISHER
        && !method.layout().references(parameters).isEmpty()) {
      frame.loadFrame();
      frame.call(FrameClass.TAKE_AWAITED, FrameClass.TAKE_AWAITED_DESCRIPTOR);
      code.add(new InsnNode(Opcodes.POP));
    }
    if (method.kind() == FrameKind.STAGE && method.hasManyParameters()) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(new VarInsnNode(Opcodes.ASTORE, method.frameSlot()));
    }
    return code;
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
