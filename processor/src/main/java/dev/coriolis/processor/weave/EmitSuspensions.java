package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Replaces each await call by the value of a stage that is done, and what follows if it is not.
 *
 * <pre>
 *     invokestatic Frames.future        // .. future
 *     dup
 *     invokestatic Frames.poll          // .. future value
 *     dup
 *     getstatic Frames.PENDING
 *     if_acmpne READY
 *   SUSPEND:
 *     pop
 *     (save)                            //
 *     areturn
 *   RESUME:
 *     (reload)                          // .. future
 *   RELOADED:
 *     dup
 *     invokestatic Frames.result        // .. future value
 *   READY:
 *     swap
 *     pop                               // .. value
 * </pre>
 *
 * <p>A stage is asked once: for the value that it may have. To ask first whether it is done would be
 * half of the work again. An emit of a publisher has no value before its element is handed over, so it
 * asks first:
 *
 * <pre>
 *     invokevirtual PublisherFrame.emit    // .. future
 *     dup
 *     invokestatic Frames.isReady
 *     ifne READY
 *   SUSPEND:
 *     ...
 *   RELOADED, READY:                       // .. future
 *     invokevirtual PublisherFrame.emitted // .. value
 * </pre>
 *
 * <p>All of it belongs to the line of the await, because it is in the midst of that line's code: a
 * debugger that steps over the await stays on its line, and finds no second place for a breakpoint.
 */
final class EmitSuspensions implements Pass {
  private static final String FUTURE = "L" + WovenNames.COMPLETABLE_FUTURE + ";";
  private static final String VALUE = "Ljava/lang/Object;";

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() == FrameKind.GENERATOR) {
      return; // it is suspended in another way: see EmitElements
    }
    int futureSlot = method.newSlot(1);
    for (SuspensionPoint point : method.points()) {
      StackMaps maps = new StackMaps(method, point);
      InsnList code = SuspendingCalls.isEmit(point.call())
          ? emit(method, point, maps, futureSlot)
          : await(method, point, maps, futureSlot);
      method.body().instructions.insertBefore(point.call(), code);
      method.body().instructions.remove(point.call());
    }
  }

  private static InsnList await(
      CoroutineMethod method, SuspensionPoint point, StackMaps maps, int futureSlot) {
    InsnList code = new InsnList();
    if (Type.getArgumentCount(point.call().desc) > 1) {
      code.add(new InsnNode(Opcodes.POP)); // the class is for the compiler only
    }
    code.add(frames("future", "(L" + WovenNames.COMPLETION_STAGE + ";)" + FUTURE));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(frames("poll", "(" + FUTURE + ")" + VALUE));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new FieldInsnNode(Opcodes.GETSTATIC, WovenNames.FRAMES, "PENDING", VALUE));
    code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, point.labels().ready()));
    code.add(point.labels().suspend());
    code.add(new InsnNode(Opcodes.POP));
    code.add(suspend(method, point, futureSlot));
    code.add(resume(method, point, maps));
    code.add(point.labels().reloaded());
    code.add(new InsnNode(Opcodes.DUP));
    code.add(frames("result", "(" + FUTURE + ")" + VALUE));
    code.add(point.labels().ready());
    code.add(maps.withFutureAnd("java/lang/Object"));
    code.add(new InsnNode(Opcodes.SWAP));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  private static InsnList emit(
      CoroutineMethod method, SuspensionPoint point, StackMaps maps, int futureSlot) {
    InsnList code = new InsnList();
    onFrame(method, code, "emit", "(" + VALUE + ")" + FUTURE);
    code.add(new InsnNode(Opcodes.DUP));
    code.add(frames("isReady", "(" + FUTURE + ")Z"));
    code.add(new JumpInsnNode(Opcodes.IFNE, point.labels().ready()));
    code.add(point.labels().suspend());
    code.add(suspend(method, point, futureSlot));
    code.add(resume(method, point, maps));
    code.add(point.labels().reloaded());
    code.add(point.labels().ready());
    code.add(maps.withFutureAnd());
    onFrame(method, code, "emitted", "(" + FUTURE + ")" + VALUE);
    return code;
  }

  /** Calls a method of the frame with the value on top of the stack. */
  private static void onFrame(
      CoroutineMethod method, InsnList code, String name, String descriptor) {
    FrameAccess frame = new FrameAccess(method, code);
    frame.loadFrame();
    code.add(new InsnNode(Opcodes.SWAP));
    frame.call(name, descriptor);
  }

  private static InsnList suspend(CoroutineMethod method, SuspensionPoint point, int futureSlot) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ASTORE, futureSlot));
    if (!method.kind().beginsWithFrame()) {
      code.add(frame(method));
    }
    FrameAccess frame = new FrameAccess(method, code);
    frame.save(method.layout().at(point));
    frame.loadFrame();
    code.add(new VarInsnNode(Opcodes.ALOAD, futureSlot));
    frame.pushState(point.state());
    frame.call(
        point.covered() ? "suspend" : "suspendUncovered",
        "(" + FUTURE + "I)L" + WovenNames.FRAME + ";");
    code.add(new InsnNode(Opcodes.ARETURN));
    return code;
  }

  /** Makes the frame, at the first suspension of a run. */
  private static InsnList frame(CoroutineMethod method) {
    InsnList code = new InsnList();
    if (!method.isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC, method.frameClass(), FrameClass.FACTORY, method.factoryDescriptor()));
    code.add(new VarInsnNode(Opcodes.ASTORE, method.frameSlot()));
    return code;
  }

  private static InsnList resume(CoroutineMethod method, SuspensionPoint point, StackMaps maps) {
    InsnList code = new InsnList();
    code.add(point.resume());
    code.add(maps.atEntry());
    FrameAccess frame = new FrameAccess(method, code);
    frame.reload(method.layout().at(point));
    frame.loadFrame();
    frame.call(FrameClass.TAKE_AWAITED, FrameClass.TAKE_AWAITED_DESCRIPTOR);
    return code;
  }

  private static MethodInsnNode frames(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, WovenNames.FRAMES, name, descriptor);
  }
}
