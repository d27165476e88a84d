package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Field;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes the code that moves values between the body's variables and the frame's fields. */
final class FrameAccess {
  private final CoroutineMethod method;
  private final InsnList code;

  /** Appends to {@code code}. */
  FrameAccess(CoroutineMethod method, InsnList code) {
    this.method = method;
    this.code = code;
  }

  void saveLocal(Spill spill) {
    if (spill.type() == null) {
      return; // null, whenever this point is reached
    }
    loadFrame();
    code.add(new VarInsnNode(spill.type().getOpcode(Opcodes.ILOAD), spill.slot()));
    access(Opcodes.PUTFIELD, spill);
  }

  /** Takes a value off the top of the stack. */
  void saveOperand(Spill spill) {
    if (spill.type() == null) {
      code.add(new InsnNode(Opcodes.POP));
      return;
    }
    loadFrame(); // value, frame
    if (spill.type().getSize() == 2) {
      code.add(new InsnNode(Opcodes.DUP_X2)); // frame, value, frame
      code.add(new InsnNode(Opcodes.POP)); // frame, value
    } else {
      code.add(new InsnNode(Opcodes.SWAP)); // frame, value
    }
    access(Opcodes.PUTFIELD, spill);
  }

  void reloadLocal(Spill spill) {
    reloadOperand(spill);
    Type type = spill.type();
    int opcode = type == null ? Opcodes.ASTORE : type.getOpcode(Opcodes.ISTORE);
    code.add(new VarInsnNode(opcode, spill.slot()));
  }

  /** Puts a value on the stack. */
  void reloadOperand(Spill spill) {
    Type type = spill.type();
    if (type == null) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      return;
    }
    loadFrame(); // frame
    access(Opcodes.GETFIELD, spill); // value
    if (!method.layout().field(spill).type().equals(type)) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
    }
  }

  private void loadFrame() {
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
  }

  private void access(int opcode, Spill spill) {
    Field field = method.layout().field(spill);
    code.add(new FieldInsnNode(
        opcode, method.frameClass(), field.name(), field.type().getDescriptor()));
  }
}
