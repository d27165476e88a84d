package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.FrameLayout.Field;
import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import dev.coriolis.processor.weave.analysis.Facts;
import dev.coriolis.processor.weave.analysis.FieldContents;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Finds the variables of a generator that need not be saved, because their fields have their values from
 * the last time.
 *
 * <pre>
 *   for (int i = 0; i &lt; n; i++) {
 *     emit(i);                       // saves i, and n the first time only
 *   }
 * </pre>
 *
 * <p>A reference may stay in its field only if it is needed there again, wherever the generator is
 * suspended next; else it is cleared when the variables are reloaded.
 *
 * <p>A generator is suspended for each element, and does little between two: what it saves is most of what
 * it costs.
 */
final class KeepUnchanged implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    if (method.kind() == FrameKind.GENERATOR) {
      new Analysis(method).run();
    }
  }

  /** A variable in a field. */
  private record Value(int slot, int field) {}

  /** What is done for one generator. */
  private static final class Analysis {
    private final CoroutineMethod method;
    private final FrameLayout layout;
    private final Map<Value, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, BitSet> bySlot = new HashMap<>();
    private final BitSet references = new BitSet();

    Analysis(CoroutineMethod method) {
      this.method = method;
      layout = method.layout();
    }

    void run() {
      BitSet atStart = numbersOf(layout.start());
      Map<AbstractInsnNode, BitSet> saved = new IdentityHashMap<>();
      method.points().forEach(point -> saved.put(point.call(), numbersOf(layout.at(point))));
      FieldContents contents = new FieldContents(method.flow(), numbers.size(), saved, bySlot);
      Facts<BitSet> savedAgain = contents.savedAgain();
      keep(atStart, savedAgain.find(method.body().instructions.getFirst()));
      Map<AbstractInsnNode, BitSet> kept = new IdentityHashMap<>();
      saved.forEach((call, values) -> {
        BitSet staying = (BitSet) values.clone();
        keep(staying, savedAgain.find(call));
        kept.put(call, staying);
      });
      describe(atStart, kept, contents.unchanged(atStart, kept));
    }

    /** Leaves the primitive values, and those references that are saved again. */
    private void keep(BitSet values, Optional<BitSet> savedAgain) {
      BitSet cleared = (BitSet) references.clone();
      savedAgain.ifPresent(cleared::andNot);
      values.andNot(cleared);
    }

    private BitSet numbersOf(Spills spills) {
      BitSet result = new BitSet();
      for (Spill spill : spills.locals()) {
        if (spill.field() >= 0) {
          result.set(number(spill));
        }
      }
      return result;
    }

    private int number(Spill spill) {
      Value value = new Value(spill.slot(), spill.field());
      Integer known = numbers.get(value);
      if (known != null) {
        return known;
      }
      int number = numbers.size();
      numbers.put(value, number);
      Field field = layout.field(spill);
      references.set(number, field.isReference());
      for (int i = 0; i < field.type().getSize(); i++) {
        bySlot.computeIfAbsent(spill.slot() + i, unused -> new BitSet()).set(number);
      }
      return number;
    }

    private void describe(
        BitSet atStart, Map<AbstractInsnNode, BitSet> kept, Facts<BitSet> unchanged) {
      Map<SuspensionPoint, Spills> spills = new LinkedHashMap<>();
      for (SuspensionPoint point : method.points()) {
        BitSet known = unchanged.find(point.call()).orElse(new BitSet());
        BitSet staying = kept.getOrDefault(point.call(), new BitSet());
        spills.put(point, described(layout.at(point), known, staying));
      }
      Spills start = described(layout.start(), new BitSet(), atStart);
      method.setLayout(new FrameLayout(layout.fields(), start, spills));
    }

    private Spills described(Spills spills, BitSet known, BitSet staying) {
      List<Spill> unchanged = new ArrayList<>();
      List<Field> cleared = new ArrayList<>();
      for (Spill spill : spills.locals()) {
        if (spill.field() >= 0) {
          int number = number(spill);
          if (known.get(number)) {
            unchanged.add(spill);
          }
          if (references.get(number) && !staying.get(number)) {
            cleared.add(layout.field(spill));
          }
        }
      }
      for (Spill operand : spills.stack()) {
        if (operand.field() >= 0 && layout.field(operand).isReference()) {
          cleared.add(layout.field(operand));
        }
      }
      return new Spills(spills.stack(), spills.locals(), unchanged, cleared);
    }
  }
}
