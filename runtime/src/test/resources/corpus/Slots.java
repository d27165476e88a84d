package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Local variables that share slots, have two, have none yet, or are only ever null. */
public class Slots {
  public static void run(Stages s) {
    Slots v = new Slots();
    s.run("wide parameters", () -> v.wideParameters(s, 1L, 2, 3.5, 4f, 5L));
    s.run("static wide", () -> staticWide(1L, s, 2.5));
    s.run("wide over narrow", () -> v.wideOverNarrow(s));
    s.run("dead then assigned", () -> v.deadThenAssigned(s, true));
    s.run("dead then assigned", () -> v.deadThenAssigned(s, false));
    s.run("assigned in one branch", () -> v.oneBranch(s, 3));
    s.run("null arrays", () -> v.nullArrays(s));
    s.run("null then loop", () -> v.nullThenLoop(s));
    s.run("null in condition", () -> v.nullInCondition(s, true));
    s.run("array from await", () -> v.arrayFromAwait(s));
    s.run("arrays of all types", () -> v.arraysOfAllTypes(s));
    s.run("array or array", () -> v.arrayOrArray(s, true));
    s.run("array or object", () -> v.arrayOrObject(s, false));
    s.run("shared by types", () -> v.sharedByTypes(s));
    s.run("intersection", () -> v.intersection(s, true));
    s.run("interfaces", () -> v.interfaces(s, true));
    s.run("pattern bindings", () -> v.patternBindings(s, "text"));
    s.run("pattern bindings", () -> v.patternBindings(s, 12));
    s.run("first statement loops", () -> v.firstStatementLoops(s));
    s.run("do first", () -> v.doFirst(s, 4));
    s.run("endless first", () -> v.endlessFirst(s, 3));
    s.run("assert", () -> v.asserts(s, 1));
    s.run("assert", () -> v.asserts(s, 2));
    s.run("small types", () -> v.smallTypes(s, (byte) -1, 'x', (short) -3, true));
    s.run("final constants", () -> v.constants(s));
    s.run("parameter reused", () -> v.parameterReused(s, "p", 2L));
    s.run("finally copies", () -> v.finallyCopies(s));
    s.run("boolean operands", () -> v.booleanOperands(s));
    s.run("deep operands", () -> v.deepOperands(s));
    s.run("compound array", () -> v.compoundArray(s));
    s.run("compound receiver", () -> v.compoundReceiver(s));
    s.run("increments across", () -> v.increments(s));
  }

  @Coroutine CompletionStage<String> wideParameters(Stages s, long a, int b, double c, float d, long e) {
    a += await(s.of(1L)); c *= await(s.of(2)); long x = a; { double y = c; await(s.of(y)); x += (long) y; }
    return completedFuture(a + " " + b + " " + c + " " + d + " " + e + " " + x);
  }

  @Coroutine static CompletionStage<String> staticWide(long a, Stages s, double b) { double c = a + await(s.of(b)); return completedFuture(a + await(s.of(c)) + b + ""); }

  @Coroutine CompletionStage<String> wideOverNarrow(Stages s) {
    String r = "";
    { int a = 1, b = 2, c = await(s.of(3)); r += a + b + c; }
    { long a = 4; int c = await(s.of(5)); r += a + c; }
    { int a = 6; double b = await(s.of(7.5)); r += a + b + await(s.of("!")); }
    { long a = 1, b = 2; r += a + await(s.of(b)) + b; }
    { Object a = r; int b = 2; long c = 3; await(s.of(0)); r = a + "" + b + c; }
    return completedFuture(r);
  }

  @Coroutine CompletionStage<String> deadThenAssigned(Stages s, boolean x) {
    String t = s.log("dead"); long w = 1; int n = 5;
    await(s.of(t));
    if (x) { t = "alive"; w = 2; } else { await(s.of(1)); t = await(s.of("late")); w = await(s.of(3L)); }
    for (int i = 0; i < 2; i++) { await(s.of(i)); n += i; w += n; }
    return completedFuture(t + w + n);
  }

  @Coroutine CompletionStage<String> oneBranch(Stages s, int n) {
    String t; double d;
    do { if (n > 1) { t = "big" + await(s.of(n)); d = 1.5; } else { d = await(s.of(2.5)); t = "small"; await(s.of(0)); } n--; } while (n > 0);
    return completedFuture(t + d);
  }

  @Coroutine CompletionStage<String> nullArrays(Stages s) {
    int[] a = null; String[][] b = null; Object c = null;
    await(s.of(1));
    if (a == null) a = new int[] {await(s.of(2))};
    if (b == null) b = new String[][] {{await(s.of("x"))}};
    return completedFuture(a[0] + b[0][0] + c);
  }

  @Coroutine CompletionStage<String> nullThenLoop(Stages s) {
    StringBuilder b = null; long[] sums = null; String last = null;
    for (String t : List.of("a", "b")) { if (b == null) { b = new StringBuilder(); sums = new long[1]; } b.append(await(s.of(t))).append(last); last = t; sums[0] += await(s.of(2L)); }
    return completedFuture(b + "" + sums[0]);
  }

  @Coroutine CompletionStage<String> nullInCondition(Stages s, boolean x) {
    Object o = null; String t = x ? null : "no"; await(s.of(1));
    try { t.length(); } catch (NullPointerException e) { o = await(s.of("npe")); }
    return completedFuture(o + t);
  }

  @Coroutine CompletionStage<String> arrayFromAwait(Stages s) {
    String r = "";
    for (String t : await(s.of(new String[] {"p", "q"}))) r += t + await(s.of(t));
    for (int n : await(s.of(new int[] {1, 2}))) r += n + await(s.of(n));
    for (long[] row : await(s.of(new long[][] {{1}, {2, 3}}))) for (long n : row) r += await(s.of(n));
    for (char c : await(s.of("xy")).toCharArray()) r += (char) (c + await(s.of(1)));
    return completedFuture(r + await(s.of(new int[] {4, 5}))[await(s.of(1))] + await(s.of(new byte[3])).length);
  }

  @Coroutine CompletionStage<String> arraysOfAllTypes(Stages s) {
    boolean[] z = {true}; byte[] b = {1}; char[] c = {'c'}; short[] h = {2}; int[] i = {3}; long[] j = {4}; float[] f = {5}; double[] d = {6}; Object[] o = {"o"}; int[][] m = new int[2][];
    await(s.of(0)); z[0] &= await(s.of(false)); b[0] += await(s.of(1)); c[0]++; h[0] <<= await(s.of(2)); j[0] ^= await(s.of(1L)); f[0] /= await(s.of(2)); d[0] -= await(s.of(1)); o[0] = o[0] + "" + await(s.of("p")); m[await(s.of(1))] = i;
    return completedFuture("" + z[0] + b[0] + c[0] + h[0] + i[0] + j[0] + f[0] + d[0] + o[0] + m[1][0]);
  }

  @Coroutine CompletionStage<String> arrayOrArray(Stages s, boolean x) {
    Object[] a = x ? new String[] {"s"} : new Integer[] {1}; await(s.of(1)); var b = x ? new String[0] : new Integer[0]; await(s.of(2));
    Object c = x ? new int[0] : new long[0]; await(s.of(3));
    return completedFuture(a[0] + "" + b.length + c.getClass().getSimpleName());
  }

  @Coroutine CompletionStage<String> arrayOrObject(Stages s, boolean x) { Object o = x ? new int[0] : "text"; Cloneable c = x ? new int[1] : new ArrayList<>(); await(s.of(1)); return completedFuture(o + "" + c); }

  @Coroutine CompletionStage<String> sharedByTypes(Stages s) {
    StringBuilder r = new StringBuilder();
    { String a = "a"; await(s.of(1)); r.append(a); }
    { List<String> a = List.of("b"); await(s.of(2)); r.append(a); }
    { int[] a = {3}; await(s.of(3)); r.append(a[0]); }
    { Map.Entry<String, Long> a = Map.entry("k", 4L); await(s.of(4)); r.append(a.getKey()).append(a.getValue() + 1); }
    { String[][] a = {{"x"}}; await(s.of(5)); r.append(a[0][0]); }
    { Thread.State a = Thread.State.NEW; await(s.of(6)); r.append(a.name()); }
    return completedFuture(r.toString());
  }

  private static <T extends Number & Comparable<T>> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }

  @Coroutine CompletionStage<String> intersection(Stages s, boolean x) {
    var n = x ? 1 : 2.5; var m = max(await(s.of(3)), await(s.of(4))); var both = x ? "s" : Integer.valueOf(1); await(s.of(n));
    Runnable r = (Runnable & java.io.Serializable) () -> s.log("run"); await(s.of(1)); r.run();
    return completedFuture(n + "" + m + both + (r instanceof java.io.Serializable));
  }

  @Coroutine CompletionStage<String> interfaces(Stages s, boolean x) { CharSequence c = x ? "s" : new StringBuilder(); await(s.of(1)); Comparable<?> k = x ? 1 : "k"; await(s.of(2)); c = c.subSequence(0, await(s.of(1))); return completedFuture(c + "" + k); }

  @Coroutine CompletionStage<String> patternBindings(Stages s, Object o) {
    if (o instanceof String t && await(s.of(t.length())) > 2 && !(await(s.of((Object) t.charAt(0))) instanceof Integer)) return completedFuture(t + await(s.of("!")) + t);
    if (!(o instanceof Integer n) || await(s.of(n)) < 0) return completedFuture("none");
    await(s.of(1)); return completedFuture("" + (n + 1));
  }

  @Coroutine CompletionStage<String> firstStatementLoops(Stages s) { while (await(s.of("go")).isEmpty()) {} for (;;) { try { if (await(s.of(true))) break; } finally { await(s.of("f")); } } return completedFuture("out"); }

  @Coroutine CompletionStage<Integer> doFirst(Stages s, int n) { do { n -= await(s.of(1)); } while (n > await(s.of(0))); return completedFuture(n); }

  @Coroutine CompletionStage<Integer> endlessFirst(Stages s, int n) { while (true) { if (n-- == 0) return completedFuture(await(s.of(9))); await(s.of(n)); } }

  @Coroutine CompletionStage<String> asserts(Stages s, int n) { try { assert await(s.of(n)) == 1 : "not one but " + await(s.of(n)) + n; return completedFuture("fine"); } catch (AssertionError e) { return completedFuture(e.getMessage() + await(s.of("."))); } }

  @Coroutine CompletionStage<String> smallTypes(Stages s, byte b, char c, short h, boolean z) { await(s.of(0)); b >>>= 1; c += await(s.of(1)); h--; z ^= await(s.of(true)); byte e = (byte) (b + h); await(s.of(1)); return completedFuture("" + b + c + h + z + e + (z ? b : c)); }

  @Coroutine CompletionStage<String> constants(Stages s) { final int a = 1; final String b = "b"; final long c; await(s.of(a)); c = await(s.of(2L)); Supplier<String> f = () -> a + b + c; await(s.of(b)); return completedFuture(f.get()); }

  @Coroutine CompletionStage<String> parameterReused(Stages s, String p, long w) { String q = p; p = null; await(s.of(1)); w = w + 1; long v = w; await(s.of(2)); w = 0; p = q + v; await(s.of(3)); return completedFuture(p + w); }

  @Coroutine CompletionStage<String> finallyCopies(Stages s) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      long w = i;
      try { double d = w; try { if (i == 0) continue; if (i == 1) { b.append(await(s.of("1"))); continue; } if (i == 2) throw new IllegalStateException("2"); if (i == 4) break; b.append(d); }
        catch (IllegalStateException e) { String m = e.getMessage(); b.append(await(s.of(m))).append(m); }
        finally { int k = i * 2; b.append("f").append(await(s.of(k))).append(k).append(d); } }
      finally { b.append(w).append(await(s.of("g"))); }
    }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> booleanOperands(Stages s) { boolean a = await(s.of(true)), b = a & !await(s.of(false)) | await(s.of(true)) ^ a; int n = a && b ? await(s.of(1)) : 2; return completedFuture("" + (a == await(s.of(b))) + (n > 0 && await(s.of(n)) < 2 ? await(s.of(1L)) : 2L) + (a ? b ? await(s.of('x')) : 'y' : 'z')); }

  private static long sum(int a, long b, float c, double d, Integer e, long[] f, boolean g) { return a + b + (long) c + (long) d + e + f[0] + (g ? 1 : 0); }

  @Coroutine CompletionStage<Long> deepOperands(Stages s) { return completedFuture(s.log(1) + s.log(2L) * (s.log(3) - sum(s.log(1), s.log(2L), s.log(3f), s.log(4d), s.log(5), new long[] {s.log(6L), await(s.of(7L))}, s.log(1) + s.log(2L) < await(s.of(5))) / (s.log(2) + await(s.of(1))))); }

  private int[] array = {1, 2, 3}; private long[] longs = {4, 5}; private static String[] texts = {"x"}; private long field = 7; private Slots next;

  @Coroutine CompletionStage<String> compoundArray(Stages s) {
    int i = 0; int[] a = {1, 2, 3}; long[] w = {4, 5}; String[] t = {"x"};
    a[i++] += await(s.of(10)); a[i++] <<= await(s.of(2)); w[await(s.of(1))]++; w[i - 2] *= await(s.of(3L)) + w[1]; t[0] += await(s.of("y")) + t[0]; a[i] = a[i - 1] = await(s.of(6)); int old = a[await(s.of(0))]++; w[0] -= await(s.of(1));
    return completedFuture(Arrays.toString(a) + Arrays.toString(w) + t[0] + i + old);
  }

  private Slots self(Stages s) { s.log("self"); return this; }

  @Coroutine CompletionStage<String> compoundReceiver(Stages s) {
    field = 7; next = this; self(s).field += await(s.of(1)); long before = self(s).next.field++ + await(s.of(2L)); await(completedFuture(this)).field <<= await(s.of(1)); int[] none = null;
    try { none[s.log(0)] += await(s.of(1)); } catch (NullPointerException e) { s.log("npe"); } try { none[s.log(0)] = await(s.of(1)); } catch (NullPointerException e) { s.log("npe"); }
    try { array[s.log(5)] = await(s.of(1)); } catch (ArrayIndexOutOfBoundsException e) { s.log("bounds"); }
    return completedFuture(field + " " + before);
  }

  @Coroutine CompletionStage<String> increments(Stages s) { int i = 1; long l = 2; i += i++ + await(s.of(i)) + ++i; l = l++ + await(s.of(l)) - l--; i = -i + ~await(s.of(i)); byte b = 127; b += await(s.of(1)); char c = 'a'; c++; Integer box = 5; box++; box += await(s.of(2)); return completedFuture(i + " " + l + " " + b + c + box); }
}
