package dev.coriolis.processor.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
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
 *   return Frames.started(users(id, null));
 * } catch (Throwable failure) {
 *   return Frames.failed(failure, "com.example.Foo.users");
 * }
 * }</pre>
 */
final class EmitEntry implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode entry = method.entry();
    InsnList code = new InsnList();
    LabelNode end = new LabelNode();
    LabelNode start = new LabelNode();
    code.add(start);
    callBody(method, code);
    code.add(new InsnNode(Opcodes.ARETURN));
    code.add(end);

    entry.localVariables = parameters(method, start, end);
    entry.visibleLocalVariableAnnotations = null;
    entry.invisibleLocalVariableAnnotations = null;
    entry.instructions = code;
    entry.tryCatchBlocks = new ArrayList<>();
    FailureGuard.add(entry, method.owner().name);
  }

  private static void callBody(CoroutineMethod method, InsnList code) {
    int slot = 0;
    if (!method.isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
    }
    for (Type parameter : Type.getArgumentTypes(method.entry().desc)) {
      code.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
      slot += parameter.getSize();
    }
    code.add(new InsnNode(Opcodes.ACONST_NULL));
    MethodNode body = method.body();
    code.add(new MethodInsnNode(
        method.bodyCall(), method.owner().name, body.name, body.desc, method.inInterface()));
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
