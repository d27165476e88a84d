package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Splits a test, which returns nothing, into a coroutine with its code and the method that the test
 * framework calls.
 *
 * <pre>
 *   {@literal @}Test void pays() {         {@literal @}Test void pays() {
 *     assert await(total()) == 3;      Frames.handOver(pays());
 *   }                                }
 *
 *                                    private CompletableFuture pays() {
 *                                      assert await(total()) == 3;
 *                                      return Coroutines.done();
 *                                    }
 * </pre>
 *
 * <p>Two methods may differ in no more than what they return (JVMS 4.6). The name stays, because stack
 * traces show it.
 */
final class SplitTestMethod {
  private static final String FUTURE = "L" + WovenNames.COMPLETABLE_FUTURE + ";";

  private SplitTestMethod() {}

  /** Returns the coroutine to weave: the method itself, or what it is split into. */
  static MethodNode coroutineOf(ClassNode owner, MethodNode method) {
    if (Type.getReturnType(method.desc) != Type.VOID_TYPE) {
      return method;
    }
    MethodNode coroutine = new MethodNode(
        Opcodes.ASM9,
        Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (method.access & Opcodes.ACC_STATIC),
        method.name,
        Type.getMethodDescriptor(Type.getType(FUTURE), Type.getArgumentTypes(method.desc)),
        null,
        null);
    moveCode(method, coroutine);
    method.instructions = handOver(owner, coroutine);
    owner.methods.add(owner.methods.indexOf(method) + 1, coroutine);
    return coroutine;
  }

  private static void moveCode(MethodNode from, MethodNode to) {
    to.instructions = from.instructions;
    to.tryCatchBlocks = from.tryCatchBlocks;
    to.localVariables = from.localVariables;
    to.visibleLocalVariableAnnotations = from.visibleLocalVariableAnnotations;
    to.invisibleLocalVariableAnnotations = from.invisibleLocalVariableAnnotations;
    to.maxLocals = from.maxLocals;
    to.maxStack = Math.max(from.maxStack, 1);
    from.tryCatchBlocks = new ArrayList<>();
    from.localVariables = null;
    from.visibleLocalVariableAnnotations = null;
    from.invisibleLocalVariableAnnotations = null;
    for (AbstractInsnNode node : to.instructions.toArray()) {
      if (node.getOpcode() == Opcodes.RETURN) {
        to.instructions.insertBefore(
            node,
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, WovenNames.COROUTINES, WovenNames.DONE, "()" + FUTURE));
        to.instructions.set(node, new InsnNode(Opcodes.ARETURN));
      }
    }
  }

  private static InsnList handOver(ClassNode owner, MethodNode coroutine) {
    InsnList code = new InsnList();
    boolean isStatic = (coroutine.access & Opcodes.ACC_STATIC) != 0;
    int slot = 0;
    if (!isStatic) {
      code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
    }
    for (Type parameter : Type.getArgumentTypes(coroutine.desc)) {
      code.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
      slot += parameter.getSize();
    }
    code.add(new MethodInsnNode(
        isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        owner.name,
        coroutine.name,
        coroutine.desc,
        (owner.access & Opcodes.ACC_INTERFACE) != 0));
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC, WovenNames.FRAMES, WovenNames.HAND_OVER, "(" + FUTURE + ")V"));
    code.add(new InsnNode(Opcodes.RETURN));
    return code;
  }
}
