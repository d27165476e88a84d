package corpus;

import static corpus.Drive.Ask.NEXT;
import static corpus.Drive.VALUES;
import static corpus.Drive.drive;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Stages;
import java.util.ArrayList;
import java.util.List;

public class GeneratorPositions {
  public static void run(Stages s) {
    drive(s, "operands", () -> operands(s, 7), NEXT, 1, 2, 3, 4, 5);
    drive(s, "concat", () -> concat("p"), VALUES);
    drive(s, "constructor", () -> constructor(s), VALUES);
    drive(s, "array", () -> array(s), NEXT, 2, 2, 3, 4, 5);
    drive(s, "ternary", () -> ternary(s, true), VALUES);
    drive(s, "ternary", () -> ternary(s, false), VALUES);
    drive(s, "wide", () -> wide(3L, 2.5, (byte) 1, 'c', true, 1.5f), VALUES);
    drive(s, "nulls", () -> nulls(s), VALUES);
    drive(s, "parameters", () -> parameters(1, "unused", 2L, new int[] {3}), VALUES);
    drive(s, "empty", () -> empty(), VALUES);
    drive(s, "pattern", () -> pattern(s), VALUES);
  }

  @Coroutine
  private static Generator<Object, Object> operands(Stages s, int n) {
    int sum = n + (int) Generator.<Object>emit(s.log(1)) * (int) Generator.<Object>emit(s.log(2));
    long more = sum + 10L * (int) Generator.<Object>emit(sum);
    return end(s.log(more - (int) Generator.<Object>emit(more)));
  }

  @Coroutine
  private static Generator<Object, Object> concat(String p) {
    String text = p + emit("one") + 2L + emit("two") + p + 'c' + emit(emit("three"));
    return end(text);
  }

  @Coroutine
  private static Generator<Object, Object> constructor(Stages s) {
    s.log(new StringBuilder("s" + emit("builder")).append((Object) emit("append")).append(2.5).toString());
    List<Object> list = new ArrayList<>(List.of(String.valueOf((Object) emit(new Object[] {1, emit("inner")}.length)), 3));
    return end(list);
  }

  @Coroutine
  private static Generator<Object, Object> array(Stages s) {
    int[] numbers = {1, 2, (int) Generator.<Object>emit("first")};
    numbers[(int) Generator.<Object>emit("index") - 2] += (int) Generator.<Object>emit(numbers[0]);
    long[] longs = new long[(int) Generator.<Object>emit(numbers)];
    longs[1]++;
    return end(s.log(longs));
  }

  @Coroutine
  private static Generator<Object, Object> ternary(Stages s, boolean b) {
    Object x = b ? emit("yes") : s.log("no");
    boolean both = emit(x) != null && (b || emit("right") != null) && !b;
    return end(both ? emit("both") : "none");
  }

  @Coroutine
  private static Generator<Object, Object> wide(long l, double d, byte b, char c, boolean z, float f) {
    for (int i = 0; i < 2; i++) {
      emit(l + d + b + c + f);
      l *= 3;
      d /= 2;
      b++;
      c++;
      z = !z;
      emit("" + l + d + b + c + z + f);
    }
    double[] pair = {l, d};
    emit(pair);
    return end(z ? pair[0] : pair[1]);
  }

  @Coroutine
  private static Generator<Object, Object> nulls(Stages s) {
    String x = null;
    Object y = null;
    emit(null);
    s.log(x);
    y = emit(y);
    x = x == null ? "was null" : x;
    emit(x);
    return end(y);
  }

  @Coroutine
  private static Generator<Object, Object> pattern(Stages s) {
    if (emit("pattern") instanceof String text && text.length() == (int) "a".length()) {
      s.log(text + emit(text));
    }
    return end();
  }

  @Coroutine
  private static Generator<Object, Object> parameters(int used, String unused, long late, int[] array) {
    used += 5;
    emit(used);
    unused = "assigned";
    emit(unused + late);
    array = new int[] {array[0], used};
    emit(array);
    return end(late);
  }

  @Coroutine
  private static Generator<Object, Object> empty() {
    return end("empty");
  }
}
