package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import dev.coriolis.processor.weave.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;

/** The stack map frames around one suspension point. */
final class StackMaps {
  private final CoroutineMethod method;
  private final Spills spills;

  StackMaps(CoroutineMethod method, SuspensionPoint point) {
    this.method = method;
    this.spills = method.layout().at(point);
  }

  /** Returns the types where the body begins: receiver, parameters if it gets them, frame. */
  static FrameNode atEntry(CoroutineMethod method) {
    List<Object> locals = new ArrayList<>();
    if (!method.isStatic()) {
      locals.add(method.owner().name);
    }
    if (method.hasManyParameters()) {
      put(locals, method.frameSlot(), method.frameClass());
      return map(locals, List.of());
    }
    for (Type parameter : Type.getArgumentTypes(method.body().desc)) {
      locals.add(VerificationTypes.of(parameter));
    }
    return map(locals, List.of());
  }

  FrameNode atEntry() {
    return atEntry(method);
  }

  /** Returns the types with what is live, and the awaited future and these types on top of the stack. */
  FrameNode withFutureAnd(Object... types) {
    List<Object> slots = new ArrayList<>();
    if (!method.isStatic()) {
      put(slots, 0, method.owner().name);
    }
    put(slots, method.frameSlot(), method.frameClass());
    spills.locals().forEach(spill -> put(slots, spill.slot(), type(spill)));
    List<Object> stack = new ArrayList<>();
    spills.stack().forEach(spill -> stack.add(type(spill)));
    stack.add(WovenNames.COMPLETABLE_FUTURE);
    stack.addAll(List.of(types));
    return map(withoutSecondHalves(slots), stack);
  }

  private static void put(List<Object> slots, int slot, Object type) {
    while (slots.size() <= slot) {
      slots.add(Opcodes.TOP);
    }
    slots.set(slot, type);
  }

  private static List<Object> withoutSecondHalves(List<Object> slots) {
    List<Object> types = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      types.add(slots.get(slot));
      slot += VerificationTypes.isWide(slots.get(slot)) ? 1 : 0;
    }
    return types;
  }

  private static Object type(Spill spill) {
    return spill.type() == null ? Opcodes.NULL : VerificationTypes.of(spill.type());
  }

  private static FrameNode map(List<Object> locals, List<Object> stack) {
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }
}
