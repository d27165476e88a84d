package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Variables {
  public static void run(Stages s) {
    Variables v = new Variables();
    s.run("all types", () -> v.allTypes(s));
    s.run("null only", () -> v.nullOnly(s));
    s.run("uninitialised", () -> v.uninitialised(s, true));
    s.run("uninitialised", () -> v.uninitialised(s, false));
    s.run("reused slots", () -> v.reusedSlots(s));
    s.run("captured", () -> v.captured(s));
    s.run("widening", () -> v.widening(s));
    s.run("arrays", () -> v.arrays(s));
    s.run("inaccessible common type", () -> v.inaccessible(s, true));
    s.run("many", () -> v.many(s));
    s.run("local classes", () -> v.localClasses(s));
    s.run("var", () -> v.vars(s));
    s.run("stack of everything", () -> v.stack(s));
  }

  @Coroutine CompletionStage<String> allTypes(Stages s) {
    boolean z = true; byte b = 1; char c = 'c'; short h = 2; int i = 3; long j = 4; float f = 5.5f; double d = 6.5; String t = "t"; int[] a = {7}; Object o = null;
    await(s.of(0));
    z = !z; b++; c++; h *= 2; i -= 1; j <<= 2; f /= 2; d += j;
    await(s.of(1));
    return completedFuture(z + "" + b + c + h + i + j + f + d + t + a[0] + o);
  }

  @Coroutine CompletionStage<String> nullOnly(Stages s) {
    String t = null; int[] a = null; Object o = null;
    int n = await(s.of(4));
    if (t == null && a == null) n += await(s.of(2));
    t = "q" + o;
    await(s.of(3));
    return completedFuture(n + t);
  }

  @Coroutine CompletionStage<String> uninitialised(Stages s, boolean x) {
    String t; long w;
    if (x) { t = await(s.of("set")); w = await(s.of(1L)); } else { await(s.of("other")); t = "else"; w = 2; }
    return completedFuture(t + w + await(s.of("end")));
  }

  @Coroutine CompletionStage<String> reusedSlots(Stages s) {
    StringBuilder r = new StringBuilder();
    { int a = await(s.of(1)); int b = await(s.of(2)); r.append(a + b); }
    { long a = await(s.of(3L)); r.append(a + await(s.of(1))); }
    { String a = await(s.of("s")); double b = await(s.of(1.5)); r.append(a + await(s.of("t")) + b); }
    { double a = await(s.of(2.5)); Object b = "b"; r.append(a + await(s.of(1)) + "" + b); }
    for (int i = 0; i < 2; i++) { float q = await(s.of(1f)); r.append(q); }
    for (String i : List.of("x", "y")) { r.append(await(s.of(i))); }
    return completedFuture(r.toString());
  }

  @Coroutine CompletionStage<String> captured(Stages s) {
    String a = await(s.of("a")); int n = await(s.of(5)); long[] cell = {1};
    Supplier<String> x = () -> a + n + cell[0];
    Runnable r = () -> cell[0]++;
    r.run(); await(s.of("between")); r.run();
    Function<Integer, Function<String, String>> f = k -> m -> k + m + a;
    return completedFuture(x.get() + f.apply(await(s.of(3))).apply(await(s.of("m"))));
  }

  @Coroutine CompletionStage<String> widening(Stages s) {
    Object o = "string"; await(s.of(1)); o = 5; await(s.of(2)); o = List.of(o); await(s.of(3));
    Number n = 1; if (await(s.of(true))) n = 2.5; Comparable<?> c = await(s.of(true)) ? "c" : 1;
    return completedFuture(o + "" + n + await(s.of("-")) + c);
  }

  @Coroutine CompletionStage<String> arrays(Stages s) {
    String[] a = await(s.of(new String[] {"1", "2"})); int[][] m = {{1}, {2}}; Object[] o = a;
    await(s.of(0)); boolean[] flags = new boolean[2]; byte[] bytes = new byte[2]; flags[1] = await(s.of(true)); bytes[0] = await(s.of((byte) 5));
    return completedFuture(a[1] + m[1][0] + o.length + flags[1] + bytes[0] + a.clone().length);
  }

  @Coroutine CompletionStage<Object> inaccessible(Stages s, boolean x) {
    var both = x ? new StringBuilder("b") : new StringBuffer("f");
    Object first = "first"; await(s.of(1)); s.log(first); Object kept = both; await(s.of(2));
    Object other = kept; await(s.of(3)); s.log(other);
    return completedFuture(String.valueOf((Object) both));
  }

  @Coroutine CompletionStage<Long> many(Stages s) {
    long a0 = 0, a1 = 1, a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9; int b0 = 10, b1 = 11, b2 = 12, b3 = 13;
    double c0 = 1, c1 = 2, c2 = 3; String d0 = "0", d1 = "11", d2 = "222";
    await(s.of("x")); a0 += a9; await(s.of("y"));
    return completedFuture(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1 + b2 + b3 + (long) (c0 + c1 + c2) + d0.length() + d1.length() + d2.length());
  }

  @Coroutine CompletionStage<String> localClasses(Stages s) {
    String captured = await(s.of("c"));
    record Pair(String a, int b) {}
    class Local { String get() { return captured + "local"; } }
    enum Kind { A, B }
    interface Named { String name(); }
    Named named = () -> captured + "n";
    Pair p = new Pair(await(s.of("p")), await(s.of(1)));
    return completedFuture(p + new Local().get() + Kind.valueOf(await(s.of("B"))) + named.name());
  }

  @Coroutine CompletionStage<String> vars(Stages s) {
    var list = new ArrayList<Map<String, int[]>>(); list.add(Map.of("k", new int[] {await(s.of(1))}));
    var first = list.get(0); var anonymous = new Object() { int n = 4; };
    await(s.of(1)); anonymous.n += first.get("k")[0]; await(s.of(2));
    return completedFuture("" + anonymous.n);
  }

  private static String eat(boolean z, byte b, long j, double d, Object o, int[] a, float f, Object n, String t, char c) { return z + "" + b + j + d + o + a[0] + f + n + t + c; }

  @Coroutine CompletionStage<String> stack(Stages s) {
    return completedFuture(eat(s.log(true), s.log((byte) 1), s.log(2L), s.log(3.5), s.log("o"), new int[] {4}, s.log(5f), null, await(s.of("t")), await(s.of('c'))));
  }
}
