package dev.coriolis.processor.weave.analysis;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The verification types in front of one instruction, one entry a slot: a {@code long} or {@code
 * double} is followed by {@link Opcodes#TOP}.
 *
 * <p>An entry is what ASM has in a stack map frame: an {@link Opcodes} constant, an internal name, or
 * the label of a {@code new}.
 *
 * @param locals the local variables, from slot 0
 * @param stack the operand stack, from its bottom
 */
public record VerificationTypes(List<Object> locals, List<Object> stack) {

  /** Copies the lists. */
  public VerificationTypes {
    locals = List.copyOf(locals);
    stack = List.copyOf(stack);
  }

  /** Returns the type of a local variable; {@link Opcodes#TOP} where there is none. */
  public Object local(int slot) {
    return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
  }

  /** Returns whether values of this type take two slots. */
  public static boolean isWide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }

  /** Returns the field type that can hold values of this type, or null where none is needed. */
  public static @Nullable Type toType(Object type) {
    if (type instanceof String name) {
      return Type.getObjectType(name);
    }
    if (type == Opcodes.INTEGER) {
      return Type.INT_TYPE;
    }
    if (type == Opcodes.FLOAT) {
      return Type.FLOAT_TYPE;
    }
    if (type == Opcodes.LONG) {
      return Type.LONG_TYPE;
    }
    return type == Opcodes.DOUBLE ? Type.DOUBLE_TYPE : null;
  }

  /** Returns the verification type of a value of this type. */
  public static Object of(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.ARRAY, Type.OBJECT -> Objects.requireNonNull(type.getInternalName());
      default -> Opcodes.INTEGER;
    };
  }
}
