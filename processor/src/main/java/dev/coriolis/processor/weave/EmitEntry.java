package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Gives the method itself new code: call the body without a frame, and turn what it throws into a
 * failed stage.
 *
 * <pre>{@code
 * try {
 *   return Frames.started(users(id, null), "com.example.Foo.users");
 * } catch (Throwable failure) {
 *   return Frames.failed(failure, "com.example.Foo.users");
 * }
 * }</pre>
 *
 * <p>A generator does not begin before it is asked, so the method only makes its frame; a publisher
 * only keeps how to make one for each subscriber.
 *
 * <pre>{@code
 * return Foo$$numbers.create(from, to);
 * return PublisherFrame.publisher(() -> Foo$$events.create(topic));
 * }</pre>
 *
 * <p>Where there are more parameters than a lambda can keep, or than leave a slot for the frame, a frame
 * takes them along:
 *
 * <pre>{@code
 * return Frames.started(sum(Foo$$sum.create(a, b, ...)), "com.example.Foo.sum");
 * Foo$$events first = Foo$$events.create(a, b, ...);
 * return PublisherFrame.publisher(() -> Foo$$events.copy(first));
 * }</pre>
 */
final class EmitEntry implements Pass {
  private static final Handle LAMBDA_FACTORY = new Handle(
      Opcodes.H_INVOKESTATIC,
      "java/lang/invoke/LambdaMetafactory",
      "metafactory",
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
          + "Ljava/lang/invoke/CallSite;",
      false);

  @Override
  public void run(CoroutineMethod method) {
    MethodNode entry = method.entry();
    InsnList code = new InsnList();
    LabelNode end = new LabelNode();
    LabelNode start = new LabelNode();
    code.add(start);
    if (method.kind() == FrameKind.STAGE && method.hasManyParameters() && !method.isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, 0)); // of the body; the next is for the frame
    }
    loadArguments(method, code);
    switch (method.kind()) {
      case STAGE -> callBody(method, code);
      case GENERATOR -> create(method, code);
      case PUBLISHER -> publish(method, code);
    }
    code.add(new InsnNode(Opcodes.ARETURN));
    code.add(end);

    entry.localVariables = parameters(method, start, end);
    entry.visibleLocalVariableAnnotations = null;
    entry.invisibleLocalVariableAnnotations = null;
    entry.instructions = code;
    entry.tryCatchBlocks = new ArrayList<>();
    if (method.kind() == FrameKind.STAGE) {
      FailureGuard.add(entry, method.owner().name);
    }
  }

  private static void loadArguments(CoroutineMethod method, InsnList code) {
    int slot = 0;
    if (!method.isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
    }
    for (Type parameter : Type.getArgumentTypes(method.entry().desc)) {
      code.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
      slot += parameter.getSize();
    }
  }

  private static void callBody(CoroutineMethod method, InsnList code) {
    if (method.hasManyParameters()) {
      create(method, code);
    } else {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    }
    MethodNode body = method.body();
    code.add(new MethodInsnNode(
        method.bodyCall(), method.owner().name, body.name, body.desc, method.inInterface()));
  }

  private static void create(CoroutineMethod method, InsnList code) {
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC, method.frameClass(), FrameClass.CREATOR, method.creatorDescriptor()));
  }

  /** Each subscriber gets a frame of its own, so what makes one is kept. */
  private static void publish(CoroutineMethod method, InsnList code) {
    String factory = FrameClass.CREATOR;
    Type creator = Type.getMethodType(method.creatorDescriptor());
    if (method.hasManyParameters()) {
      create(method, code);
      factory = FrameClass.COPY;
      creator = Type.getMethodType(method.copyDescriptor());
    }
    code.add(new InvokeDynamicInsnNode(
        "get",
        Type.getMethodDescriptor(Type.getType(Supplier.class), creator.getArgumentTypes()),
        LAMBDA_FACTORY,
        Type.getMethodType("()Ljava/lang/Object;"),
        new Handle(
            Opcodes.H_INVOKESTATIC, method.frameClass(), factory, creator.getDescriptor(), false),
        Type.getMethodType("()L" + method.frameClass() + ";")));
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        WovenNames.PUBLISHER_FRAME,
        "publisher",
        "(Ljava/util/function/Supplier;)L" + WovenNames.PUBLISHER + ";"));
  }

  /** Debuggers and libraries read the names of the parameters here too. */
  private static @Nullable List<LocalVariableNode> parameters(
      CoroutineMethod method, LabelNode start, LabelNode end) {
    if (method.entry().localVariables == null) {
      return null;
    }
    List<LocalVariableNode> result = new ArrayList<>();
    for (LocalVariableNode variable : method.entry().localVariables) {
      if (variable.index < method.frameSlot()) {
        result.add(new LocalVariableNode(
            variable.name, variable.desc, variable.signature, start, end, variable.index));
      }
    }
    return result;
  }
}
