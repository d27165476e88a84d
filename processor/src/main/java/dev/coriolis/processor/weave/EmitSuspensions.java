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
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Replaces each await call by a test whether the stage is done, and what follows if it is not.
 *
 * <pre>
 *     invokestatic Frames.future        // .. future
 *     dup
 *     invokevirtual isDone
 *     ifeq SUSPEND
 *   READY:
 *     invokestatic Frames.result        // .. value
 *     ...
 *   SUSPEND:                            // behind the code, where no handler of the user's is
 *     (save)                            //
 *     areturn
 *   RESUME:
 *     (reload)                          // .. future
 *     goto READY
 * </pre>
 *
 * <p>The code that saves and reloads is ours, and sees variables half written: no handler may cover
 * it. What the stage failed with is thrown behind {@code READY}, so it reaches the user's handler.
 */
final class EmitSuspensions implements Pass {
  private static final String FUTURE = "L" + WovenNames.COMPLETABLE_FUTURE + ";";

  @Override
  public void run(CoroutineMethod method) {
    int futureSlot = method.newSlot(1);
    for (SuspensionPoint point : method.points()) {
      LabelNode suspend = new LabelNode();
      LabelNode ready = new LabelNode();
      StackMaps maps = new StackMaps(method, point);
      InsnList code = method.body().instructions;
      code.insertBefore(point.call(), test(point, suspend, ready, maps));
      code.remove(point.call());
      code.add(suspend(method, point, suspend, futureSlot, maps));
      code.add(resume(method, point, ready, maps));
    }
  }

  private static InsnList test(
      SuspensionPoint point, LabelNode suspend, LabelNode ready, StackMaps maps) {
    InsnList code = new InsnList();
    if (Type.getArgumentCount(point.call().desc) > 1) {
      code.add(new InsnNode(Opcodes.POP)); // the class is for the compiler only
    }
    code.add(frames("future", "(L" + WovenNames.COMPLETION_STAGE + ";)" + FUTURE));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(
        new MethodInsnNode(Opcodes.INVOKEVIRTUAL, WovenNames.COMPLETABLE_FUTURE, "isDone", "()Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, suspend));
    code.add(ready);
    code.add(maps.withFuture());
    code.add(frames("result", "(" + FUTURE + ")Ljava/lang/Object;"));
    return code;
  }

  private static InsnList suspend(
      CoroutineMethod method,
      SuspensionPoint point,
      LabelNode suspend,
      int futureSlot,
      StackMaps maps) {
    InsnList code = new InsnList();
    code.add(suspend);
    code.add(maps.withFuture());
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

  private static InsnList resume(
      CoroutineMethod method, SuspensionPoint point, LabelNode ready, StackMaps maps) {
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
        Opcodes.INVOKEVIRTUAL, method.frameClass(), "takeAwaited", "()" + FUTURE));
    code.add(new JumpInsnNode(Opcodes.GOTO, ready));
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
