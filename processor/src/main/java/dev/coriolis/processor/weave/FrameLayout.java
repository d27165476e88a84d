package dev.coriolis.processor.weave;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Which field of the frame holds which value at which suspension point.
 *
 * @param fields the fields, in the order of their declaration
 * @param start what the frame brings along to the first line: the parameters, where there is a frame then
 * @param spills what is saved at each point: the operand stack from its bottom, then the locals
 */
record FrameLayout(List<Field> fields, Spills start, Map<SuspensionPoint, Spills> spills) {

  /** A field of the frame class; its type is Object where references of several types share it. */
  record Field(String name, Type type) {
    boolean isReference() {
      return type.getSort() >= Type.ARRAY;
    }
  }

  /**
   * What is saved at one point.
   *
   * @param stack the operand stack below the stage, from its bottom
   * @param locals the live local variables, by slot
   * @param unchanged those of them that are in their fields already
   * @param cleared the fields that are set to null when all is reloaded, in a generator
   */
  record Spills(List<Spill> stack, List<Spill> locals, List<Spill> unchanged, List<Field> cleared) {

    Spills(List<Spill> stack, List<Spill> locals) {
      this(stack, locals, List.of(), List.of());
    }
  }

  /**
   * A value that lives across a suspension.
   *
   * @param slot its local variable, or -1 for an operand
   * @param type its type at that point; null for a value that is always null and needs no field
   * @param field the index of its field, or -1 if it needs none
   * @param name what the source calls it, or {@code operand} or {@code local} for want of that
   */
  record Spill(int slot, @Nullable Type type, int field, String name) {}

  /** Returns whether a frame may keep a reference alive. */
  boolean hasReferences() {
    return fields.stream().anyMatch(Field::isReference);
  }

  List<Field> references() {
    return fields.stream().filter(Field::isReference).toList();
  }

  /** Returns the fields that have references at one point. */
  List<Field> references(Spills at) {
    return Stream.concat(at.stack().stream(), at.locals().stream())
        .filter(spill -> spill.field() >= 0)
        .map(this::field)
        .filter(Field::isReference)
        .toList();
  }

  Spills at(SuspensionPoint point) {
    Spills found = spills.get(point);
    if (found == null) {
      throw new IllegalStateException("no layout for state " + point.state());
    }
    return found;
  }

  Field field(Spill spill) {
    return fields.get(spill.field());
  }
}
