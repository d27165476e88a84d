package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import dev.coriolis.processor.weave.analysis.Facts;
import dev.coriolis.processor.weave.analysis.TypeSimulation;
import dev.coriolis.processor.weave.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Decides for each suspension point what is saved, and in which fields of the frame. */
final class LayOutFrame implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    Facts<VerificationTypes> types = TypeSimulation.before(
        method.calls(), method.owner().name, method.variables(), method.body());
    FieldAllocation fields = new FieldAllocation(method);
    List<Spill> start = start(method, fields);
    Map<SuspensionPoint, Spills> spills = new LinkedHashMap<>();
    for (SuspensionPoint point : method.points()) {
      VerificationTypes before = types.of(point.call());
      fields.nextPoint(point);
      spills.put(
          point,
          new Spills(
              stack(before, Type.getArgumentCount(point.call().desc), fields),
              locals(before, method.live().of(point.call()), method, fields)));
    }
    method.setLayout(new FrameLayout(fields.fields(), new Spills(List.of(), start), spills));
  }

  /** What a body fetches from its frame, it is called without. */
  private static List<Spill> start(CoroutineMethod method, FieldAllocation fields) {
    List<Spill> start = new ArrayList<>();
    if (method.fetchesParameters()) {
      BitSet live = method.live().of(method.body().instructions.getFirst());
      int slot = method.isStatic() ? 0 : 1;
      for (Type parameter : Type.getArgumentTypes(method.entry().desc)) {
        if (live.get(slot)) {
          start.add(fields.spill(slot, toType(VerificationTypes.of(parameter))));
        }
        slot += parameter.getSize();
      }
    }
    return start;
  }

  private static List<Spill> stack(
      VerificationTypes before, int arguments, FieldAllocation fields) {
    List<Spill> stack = new ArrayList<>();
    for (Object type : before.stack().subList(0, before.stack().size() - arguments)) {
      if (type != Opcodes.TOP) {
        stack.add(fields.spill(-1, toType(type)));
      }
    }
    return stack;
  }

  private static List<Spill> locals(
      VerificationTypes before, BitSet live, CoroutineMethod method, FieldAllocation fields) {
    List<Spill> locals = new ArrayList<>();
    for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
      boolean isReceiver = slot == 0 && !method.isStatic();
      if (!isReceiver && slot != method.frameSlot() && before.local(slot) != Opcodes.TOP) {
        locals.add(fields.spill(slot, toType(before.local(slot))));
      }
    }
    return locals;
  }

  private static @Nullable Type toType(Object type) {
    return VerificationTypes.toType(type);
  }
}
