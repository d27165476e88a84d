package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Operands {
  private final Stages s;
  int field = 10;
  static long total = 5;
  int[] array = {1, 2, 3, 4};

  Operands(Stages s) { this.s = s; }

  public static void run(Stages s) {
    total = 5;
    Operands o = new Operands(s);
    s.run("arithmetic", o::arithmetic);
    s.run("mixed widths", o::mixedWidths);
    s.run("compound", o::compound);
    s.run("short circuit", () -> o.shortCircuit(false));
    s.run("short circuit", () -> o.shortCircuit(true));
    s.run("ternary", () -> o.ternary(1));
    s.run("ternary", () -> o.ternary(2));
    s.run("concat", o::concat);
    s.run("arrays", o::arrays);
    s.run("increments", o::increments);
    s.run("casts", o::casts);
    s.run("comparisons", o::comparisons);
    s.run("shifts", o::shifts);
  }

  @Coroutine CompletionStage<Integer> arithmetic() {
    return completedFuture(await(s.of(1)) + await(s.of(2)) * await(s.of(3)) - -await(s.of(4)) % 3);
  }

  @Coroutine CompletionStage<Double> mixedWidths() {
    return completedFuture(await(s.of(1)) + await(s.of(2L)) * await(s.of(1.5f)) + await(s.of(2.5d)) + await(s.of('a')) + await(s.of((byte) 3)) + await(s.of((short) 4)));
  }

  @Coroutine CompletionStage<String> compound() {
    field += await(s.of(5));
    field *= field + await(s.of(2));
    total <<= await(s.of(3));
    this.total -= await(s.of(1L));
    String text = "t";
    text += await(s.of("u")) + field;
    int i = 0;
    array[i++] += await(s.of(100));
    array[i++] = array[i] + await(s.of(7));
    array[await(s.of(3))] ^= await(s.of(6));
    return completedFuture(field + " " + total + text + Arrays.toString(array) + i);
  }

  @Coroutine CompletionStage<String> shortCircuit(boolean a) {
    boolean and = a && await(s.of(true));
    boolean or = a || await(s.of(false)) || await(s.of(true));
    boolean not = !(await(s.of(a)) ^ await(s.of(true)));
    boolean all = a & await(s.of(false)) | await(s.of(true));
    return completedFuture(and + " " + or + " " + not + " " + all);
  }

  @Coroutine CompletionStage<Object> ternary(int n) {
    Object o = n == await(s.of(1)) ? await(s.of("one")) : n == 2 ? await(s.of(2L)) : null;
    int x = n > 1 ? await(s.of(4)) : 5;
    return completedFuture(o + "" + x + (await(s.of(n)) == 1 ? 'a' : await(s.of(2))));
  }

  @Coroutine CompletionStage<String> concat() {
    return completedFuture("a" + 1 + 2L + 3f + 4d + 'c' + true + null + await(s.of("b")) + s.log("c") + await(s.of((Object) null)) + this.field);
  }

  @Coroutine CompletionStage<String> arrays() {
    int[] ints = {1, await(s.of(2)), s.log(3), await(s.of(4))};
    long[][] longs = new long[await(s.of(2))][s.log(3)];
    longs[1][await(s.of(2))] = await(s.of(9L));
    Object[] objects = new Object[] {await(s.of("x")), new int[await(s.of(1))].length, await(s.of(1.5))};
    String[][] deep = new String[][] {{await(s.of("p"))}, {"q", await(s.of("r"))}};
    boolean[] flags = {await(s.of(true)), false};
    byte[] bytes = {await(s.of((byte) 1))};
    char[] chars = {await(s.of('z'))};
    return completedFuture(Arrays.toString(ints) + Arrays.deepToString(longs) + Arrays.toString(objects) + Arrays.deepToString(deep) + flags[0] + bytes[0] + chars[0] + ints[await(s.of(3))]);
  }

  @Coroutine CompletionStage<String> increments() {
    int i = 0;
    long l = 7;
    i = i++ + await(s.of(i)) + ++i;
    l = l-- - await(s.of(l)) + l;
    field++;
    int before = field++ + await(s.of(1)) + field;
    return completedFuture(i + " " + l + " " + before);
  }

  @Coroutine CompletionStage<String> casts() {
    byte b = (byte) (int) await(s.of(300));
    char c = (char) (await(s.of(65)) + 1);
    Object o = await(s.of((Object) "str"));
    String t = (String) o + (int) await(s.of('a')) + (long) await(s.of(3));
    boolean is = await(s.of((Object) 1)) instanceof Integer;
    return completedFuture(b + "" + c + t + is);
  }

  @Coroutine CompletionStage<String> comparisons() {
    return completedFuture((await(s.of(1L)) < await(s.of(2L))) + " " + (await(s.of(1.0)) >= await(s.of(2f))) + " " + (await(s.of("a")) == await(s.of("a"))) + " " + (await(s.of(3)) != await(s.of(4).thenApply(x -> x))));
  }

  @Coroutine CompletionStage<String> shifts() {
    long a = 1L << await(s.of(40)) >>> await(s.of(3L));
    int b = ~await(s.of(5)) >> await(s.of(1));
    return completedFuture(a + " " + b);
  }
}
