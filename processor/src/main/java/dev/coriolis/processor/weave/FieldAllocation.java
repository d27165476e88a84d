package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Field;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * Gives values to fields: a field serves any variables of its kind that are not saved at the same
 * point, so that there are as many fields as the widest point needs.
 */
final class FieldAllocation {
  private static final Type OBJECT = Type.getType(Object.class);

  private final CoroutineMethod method;
  private final List<Type> types = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Set<String> usedNames = new HashSet<>(Set.of("self"));

  /** The field that a variable had at the last point, by slot and type. */
  private final Map<String, Integer> last = new HashMap<>();

  /** The entries of the debug information, by slot: each point asks for its variables. */
  private final Map<Integer, List<LocalVariableNode>> variables = new HashMap<>();

  private final BitSet taken = new BitSet();
  private int position;

  FieldAllocation(CoroutineMethod method) {
    this.method = method;
    if (method.body().localVariables != null) {
      for (LocalVariableNode variable : method.body().localVariables) {
        variables.computeIfAbsent(variable.index, unused -> new ArrayList<>()).add(variable);
      }
    }
  }

  /** Frees all fields for the values of the next point. */
  void nextPoint(SuspensionPoint point) {
    taken.clear();
    position = indexOf(point.call());
  }

  /** Returns a value of this point with its field; a null type needs none. */
  Spill spill(int slot, @Nullable Type type) {
    String name = slot < 0 ? "operand" : variableName(slot);
    if (type == null) {
      return new Spill(slot, null, -1, name);
    }
    String key = slot + type.getDescriptor();
    int field = last.getOrDefault(key, -1);
    if (field < 0 || taken.get(field)) {
      field = free(name, type);
      last.put(key, field);
    }
    taken.set(field);
    return new Spill(slot, type, field, name);
  }

  private int free(String variable, Type type) {
    for (int field = 0; field < types.size(); field++) {
      if (!taken.get(field) && types.get(field).equals(type)) {
        return field;
      }
    }
    for (int field = 0; field < types.size(); field++) {
      if (!taken.get(field) && isShareable(types.get(field)) && isShareable(type)) {
        types.set(field, OBJECT);
        return field;
      }
    }
    types.add(type);
    names.add(fieldName(variable));
    return types.size() - 1;
  }

  private boolean isShareable(Type type) {
    return type.getSort() >= Type.ARRAY && method.castable().contains(type);
  }

  private String fieldName(String wanted) {
    String name = wanted;
    for (int i = 2; !usedNames.add(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  private String variableName(int slot) {
    for (LocalVariableNode variable : variables.getOrDefault(slot, List.of())) {
      if (isInScope(variable.start, variable.end)) {
        return variable.name;
      }
    }
    return "local";
  }

  private boolean isInScope(LabelNode start, LabelNode end) {
    return indexOf(start) <= position && position < indexOf(end);
  }

  private int indexOf(AbstractInsnNode node) {
    return method.body().instructions.indexOf(node);
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(new Field(names.get(i), types.get(i)));
    }
    return fields;
  }
}
