package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Replaces each call of {@code emit} in a generator: there is nothing to test, as it is suspended at
 * each.
 *
 * <pre>
 *     astore t          // element
 *   SUSPEND:
 *     (save)
 *     aload frame
 *     aload t
 *     iconst 1
 *     invokevirtual GeneratorFrame.emit
 *     ireturn           // true: the frame has an element
 *   RESUME:
 *     (reload)
 *   RELOADED, READY:
 *     aload frame
 *     invokevirtual GeneratorFrame.sent   // .. value
 * </pre>
 *
 * <p>{@code emitAll} asks for the other generator first, where the user's handlers still see a null. The
 * body returns false then, as it does at its end, which the frame gets; no reference is left in the frame.
 *
 * <p>It returns no object: with one that is the frame or not, HotSpot would no longer see that a generator
 * never leaves the method that uses it.
 */
final class EmitElements implements Pass {
  private static final String FRAME = "L" + WovenNames.GENERATOR_FRAME + ";";

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() != FrameKind.GENERATOR) {
      return;
    }
    returnEnds(method);
    int slot = method.newSlot(1);
    for (SuspensionPoint point : method.points()) {
      InsnList code = new InsnList();
      suspend(method, point, slot, code);
      resume(method, point, code);
      method.body().instructions.insertBefore(point.call(), code);
      method.body().instructions.remove(point.call());
    }
  }

  private static void returnEnds(CoroutineMethod method) {
    for (AbstractInsnNode node : method.body().instructions.toArray()) {
      if (node.getOpcode() == Opcodes.ARETURN) {
        InsnList code = new InsnList();
        FrameAccess frame = new FrameAccess(method, code);
        frame.clear(method.layout().references());
        frame.loadFrame();
        code.add(new InsnNode(Opcodes.SWAP));
        frame.call("end", "(Ljava/lang/Object;)V");
        code.add(new InsnNode(Opcodes.ICONST_0));
        method.body().instructions.insertBefore(node, code);
        method.body().instructions.set(node, new InsnNode(Opcodes.IRETURN));
      }
    }
  }

  private static void suspend(
      CoroutineMethod method, SuspensionPoint point, int slot, InsnList code) {
    boolean emitsAll = SuspendingCalls.isEmitAll(point.call());
    if (emitsAll) {
      code.add(new MethodInsnNode(
          Opcodes.INVOKESTATIC,
          WovenNames.GENERATOR_FRAME,
          "over",
          "(Ljava/lang/Iterable;)" + FRAME));
    }
    code.add(new VarInsnNode(Opcodes.ASTORE, slot));
    code.add(point.labels().suspend());
    FrameAccess frame = new FrameAccess(method, code);
    frame.save(method.layout().at(point));
    frame.loadFrame();
    code.add(new VarInsnNode(Opcodes.ALOAD, slot));
    frame.pushState(point.state());
    if (emitsAll) {
      frame.call("emitAll", "(" + FRAME + "I)Z");
    } else {
      frame.call("emit", "(Ljava/lang/Object;I)Z");
    }
    code.add(new InsnNode(Opcodes.IRETURN));
  }

  private static void resume(CoroutineMethod method, SuspensionPoint point, InsnList code) {
    code.add(point.resume());
    code.add(StackMaps.atEntry(method));
    FrameAccess frame = new FrameAccess(method, code);
    frame.reload(method.layout().at(point));
    frame.clear(method.layout().at(point));
    code.add(point.labels().reloaded());
    code.add(point.labels().ready());
    frame.loadFrame();
    frame.call("sent", "()Ljava/lang/Object;");
  }
}
