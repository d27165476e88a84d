package dev.coriolis.processor.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves the code into the body, whose last parameter is the frame: each local variable behind the
 * parameters moves up by one slot.
 *
 * <pre>
 *   users(int id)                  users(int id, Foo$$users frame)
 *     iload 1                        iload 1
 *     astore 2                       astore 3
 * </pre>
 */
final class MoveBody implements Pass {
  @Override
  public void run(CoroutineMethod method) {
    requireOwnSlots(method);
    MethodNode from = method.entry();
    MethodNode to = method.body();
    to.instructions = from.instructions;
    to.tryCatchBlocks = from.tryCatchBlocks;
    to.localVariables = from.localVariables;
    to.visibleLocalVariableAnnotations = from.visibleLocalVariableAnnotations;
    to.invisibleLocalVariableAnnotations = from.invisibleLocalVariableAnnotations;
    to.maxLocals = from.maxLocals + 1;
    to.maxStack = from.maxStack;
    shift(to, method.frameSlot());
    typeReceiverAndFrame(method);
  }

  /**
   * A variable may have a parameter's slot, but not that of {@code this}, which the body always has, and
   * not half of the frame's.
   */
  private static void requireOwnSlots(CoroutineMethod method) {
    for (AbstractInsnNode node : method.entry().instructions) {
      if (node instanceof VarInsnNode access
          && (isReceiverLost(access, method) || isHalfOverFrame(access, method))) {
        throw method.failure(
            "its code gives the slot of a parameter to another variable, as optimisers"
                + " do and compilers do not. Weave classes before they are optimised");
      }
    }
  }

  private static boolean isReceiverLost(VarInsnNode access, CoroutineMethod method) {
    return access.var == 0 && isStore(access) && !method.isStatic();
  }

  private static boolean isStore(VarInsnNode access) {
    return access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
  }

  private static boolean isHalfOverFrame(VarInsnNode access, CoroutineMethod method) {
    boolean isWide = access.getOpcode() == Opcodes.LSTORE || access.getOpcode() == Opcodes.DSTORE;
    return isWide && access.var == method.frameSlot() - 1;
  }

  private static void shift(MethodNode body, int frameSlot) {
    for (AbstractInsnNode node : body.instructions) {
      if (node instanceof VarInsnNode access && access.var >= frameSlot) {
        access.var++;
      } else if (node instanceof IincInsnNode increment && increment.var >= frameSlot) {
        increment.var++;
      }
    }
    if (body.localVariables != null) {
      for (LocalVariableNode variable : body.localVariables) {
        variable.index += variable.index >= frameSlot ? 1 : 0;
      }
    }
    shift(body.visibleLocalVariableAnnotations, frameSlot);
    shift(body.invisibleLocalVariableAnnotations, frameSlot);
  }

  private static void shift(
      @Nullable List<LocalVariableAnnotationNode> annotations, int frameSlot) {
    if (annotations != null) {
      for (LocalVariableAnnotationNode annotation : annotations) {
        annotation.index.replaceAll(index -> index >= frameSlot ? index + 1 : index);
      }
    }
  }

  private static void typeReceiverAndFrame(CoroutineMethod method) {
    for (AbstractInsnNode node : method.body().instructions) {
      if (node instanceof FrameNode map) {
        map.local = withFrame(map.local, method.frameSlot(), method.frameClass());
        if (!method.isStatic()) {
          map.local.set(0, method.owner().name); // optimisers take it out where it is dead
        }
      }
    }
  }

  private static List<Object> withFrame(List<Object> locals, int frameSlot, String frameClass) {
    List<Object> result = new ArrayList<>();
    int slot = 0;
    for (Object type : locals) {
      if (slot == frameSlot) {
        result.add(frameClass);
      }
      result.add(type);
      slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slot < frameSlot; slot++) {
      result.add(Opcodes.TOP);
    }
    if (slot == frameSlot) {
      result.add(frameClass);
    }
    return result;
  }
}
