package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Field;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
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

  /** Saves what lives across a point; the value on top of it is in a slot already. */
  void save(Spills spills) {
    List<Spill> stack = spills.stack();
    for (int i = stack.size() - 1; i >= 0; i--) {
      saveOperand(stack.get(i));
    }
    for (Spill spill : spills.locals()) {
      if (!spills.unchanged().contains(spill)) {
        saveLocal(spill);
      }
    }
  }

  void reload(Spills spills) {
    spills.locals().forEach(this::reloadLocal);
    spills.stack().forEach(this::reloadOperand);
  }

  /** Clears the references that a generator has no use for; most often that is all or none. */
  void clear(Spills spills) {
    List<Field> cleared = spills.cleared();
    if (cleared.size() > 1
        && cleared.size() == method.layout().references(spills).size()) {
      loadFrame();
      call(FrameClass.CLEAR, FrameClass.CLEAR_DESCRIPTOR);
      return;
    }
    clear(cleared);
  }

  void clear(List<Field> fields) {
    for (Field field : fields) {
      loadFrame();
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      access(Opcodes.PUTFIELD, field);
    }
  }

  private void saveLocal(Spill spill) {
    if (spill.type() == null) {
      return; // null, whenever this point is reached
    }
    loadFrame();
    code.add(new VarInsnNode(spill.type().getOpcode(Opcodes.ILOAD), spill.slot()));
    access(Opcodes.PUTFIELD, spill);
  }

  /** Takes a value off the top of the stack. */
  private void saveOperand(Spill spill) {
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
  private void reloadOperand(Spill spill) {
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

  void loadFrame() {
    code.add(new VarInsnNode(Opcodes.ALOAD, method.frameSlot()));
  }

  /** Calls a method of the frame that lies under its arguments. */
  void call(String name, String descriptor) {
    code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, method.frameClass(), name, descriptor));
  }

  /** Puts the number of a point on the stack. */
  void pushState(int state) {
    if (state <= 5) {
      code.add(new InsnNode(Opcodes.ICONST_0 + state));
    } else {
      code.add(new IntInsnNode(state <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, state));
    }
  }

  private void access(int opcode, Spill spill) {
    access(opcode, method.layout().field(spill));
  }

  private void access(int opcode, Field field) {
    code.add(new FieldInsnNode(
        opcode, method.frameClass(), field.name(), field.type().getDescriptor()));
  }
}
