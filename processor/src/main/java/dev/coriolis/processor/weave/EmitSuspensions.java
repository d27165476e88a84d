package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Replaces each await call by a test whether the run may go on at once, and what follows if not.
 *
 * <pre>
 *     invokestatic Frames.future        // .. future
 *     dup
 *     invokestatic Frames.isReady
 *     ifne READY
 *   SUSPEND:
 *     (save)                            //
 *     areturn
 *   RESUME:
 *     (reload)                          // .. future
 *   READY:
 *     invokestatic Frames.result        // .. value
 * </pre>
 *
 * <p>All of it belongs to the line of the await, because it is in the midst of that line's code: a
 * debugger that steps over the await stays on its line, and finds no second place for a breakpoint.
 */
final class EmitSuspensions implements Pass {
  private static final String FUTURE = "L" + WovenNames.COMPLETABLE_FUTURE + ";";

  @Override
  public void run(CoroutineMethod method) {
    int futureSlot = method.newSlot(1);
    for (SuspensionPoint point : method.points()) {
      StackMaps maps = new StackMaps(method, point);
      InsnList code = new InsnList();
      code.add(test(point));
      code.add(suspend(method, point, futureSlot));
      code.add(resume(method, point, maps));
      code.add(ready(point, maps));
      method.body().instructions.insertBefore(point.call(), code);
      method.body().instructions.remove(point.call());
    }
  }

  private static InsnList test(SuspensionPoint point) {
    InsnList code = new InsnList();
    if (Type.getArgumentCount(point.call().desc) > 1) {
      code.add(new InsnNode(Opcodes.POP)); // the class is for the compiler only
    }
    code.add(frames("future", "(L" + WovenNames.COMPLETION_STAGE + ";)" + FUTURE));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(frames("isReady", "(" + FUTURE + ")Z"));
    code.add(new JumpInsnNode(Opcodes.IFNE, point.labels().ready()));
    return code;
  }

  private static InsnList ready(SuspensionPoint point, StackMaps maps) {
    InsnList code = new InsnList();
    code.add(point.labels().ready());
    code.add(maps.withFuture());
    code.add(frames("result", "(" + FUTURE + ")Ljava/lang/Object;"));
    return code;
  }

  private static InsnList suspend(CoroutineMethod method, SuspensionPoint point, int futureSlot) {
    InsnList code = new InsnList();
    code.add(point.labels().suspend());
    code.add(new VarInsnNode(Opcodes.ASTORE, futureSlot));
    code.add(frame(method));
    FrameAccess fields = new FrameAccess(method, code);
    Spills spills = method.layout().at(point);
    for (int i = spills.stack().size() - 1; i >= 0; i--) {
      fields.saveOperand(spills.stack().get(i));
    }
    spills.locals().forEach(fields::saveLocal);
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
    code.add(new VarInsnNode(Opcodes.ALOAD, futureSlot));
    code.add(push(point.state()));
    code.add(new MethodInsnNode(
        Opcodes.INVOKEVIRTUAL,
        method.frameClass(),
        point.covered() ? "suspend" : "suspendUncovered",
        "(" + FUTURE + "I)L" + WovenNames.FRAME + ";"));
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
    FrameAccess fields = new FrameAccess(method, code);
    Spills spills = method.layout().at(point);
    List<Spill> stack = spills.stack();
    spills.locals().forEach(fields::reloadLocal);
    stack.forEach(fields::reloadOperand);
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
    code.add(new MethodInsnNode(
        Opcodes.INVOKEVIRTUAL,
        method.frameClass(),
        FrameClass.TAKE_AWAITED,
        FrameClass.TAKE_AWAITED_DESCRIPTOR));
    return code;
  }

  private static AbstractInsnNode push(int state) {
    if (state <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + state);
    }
    return new IntInsnNode(state <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, state);
  }

  private static MethodInsnNode frames(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, WovenNames.FRAMES, name, descriptor);
  }
}
