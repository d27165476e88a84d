package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Each operator, with an await on either side, and the order in which its parts are evaluated. */
public class Operators {
  private final Stages s;
  private byte small = 100;
  private char letter = 'a';
  private Integer boxed = 7;
  private String text = "t";
  private boolean flag = true;
  private static double real = 2;

  Operators(Stages s) { this.s = s; }

  public static void run(Stages s) {
    real = 2;
    s.run("relational", () -> new Operators(s).relational());
    s.run("references", () -> new Operators(s).references());
    s.run("not a number", () -> new Operators(s).notANumber());
    s.run("divide by zero", () -> new Operators(s).divideByZero());
    s.run("remainder", () -> new Operators(s).remainder());
    s.run("overflow", () -> new Operators(s).overflow());
    s.run("bitwise", () -> new Operators(s).bitwise());
    s.run("unary", () -> new Operators(s).unary());
    s.run("compound of every kind", () -> new Operators(s).compoundOfEveryKind());
    s.run("compound narrows", () -> new Operators(s).compoundNarrows());
    s.run("compound on boxes", () -> new Operators(s).compoundOnBoxes());
    s.run("compound on static", () -> new Operators(s).compoundOnStatic());
    s.run("compound on text", () -> new Operators(s).compoundOnText());
    s.run("compound on flags", () -> new Operators(s).compoundOnFlags());
    s.run("assignment is a value", () -> new Operators(s).assignmentIsAValue());
    s.run("array before index before value", () -> new Operators(s).arrayOrder());
    s.run("wrong index after value", () -> new Operators(s).wrongIndex());
    s.run("wrong element", () -> new Operators(s).wrongElement());
    s.run("dimensions", () -> new Operators(s).dimensions());
    s.run("negative dimension", () -> new Operators(s).negativeDimension());
    s.run("initialisers", () -> new Operators(s).initialisers());
    s.run("wrong cast", () -> new Operators(s).wrongCast());
    s.run("casts of numbers", () -> new Operators(s).castsOfNumbers());
    s.run("unboxing null", () -> new Operators(s).unboxingNull());
    s.run("null receiver", () -> new Operators(s).nullReceiver());
    s.run("null receiver of a field", () -> new Operators(s).nullReceiverOfField());
    s.run("conditional of mixed types", () -> new Operators(s).conditionalOfMixedTypes());
    s.run("conditional in every part", () -> new Operators(s).conditionalInEveryPart());
    s.run("short circuit skips", () -> new Operators(s).shortCircuitSkips());
    s.run("long concatenation", () -> new Operators(s).longConcatenation());
    s.run("concatenation converts late", () -> new Operators(s).concatenationConvertsLate());
    s.run("instance of array", () -> new Operators(s).instanceOfArray());
    s.run("in parentheses", () -> new Operators(s).inParentheses());
    s.run("await of await", () -> new Operators(s).awaitOfAwait());
  }

  @Coroutine CompletionStage<String> relational() {
    int n = await(s.of(3));
    return completedFuture("" + (n > await(s.of(2))) + (await(s.of(3)) <= n) + (n < await(s.of(3L))) + (await(s.of('d')) >= n) + (await(s.of(3f)) == n) + (n != await(s.of(3.0))) + (await(s.of((byte) 3)) < await(s.of((short) 4))));
  }

  @Coroutine CompletionStage<String> references() {
    Object o = new Object(); Object[] none = null;
    return completedFuture("" + (o == await(s.of("x"))) + (await(completedFuture(o)) == o) + (await(s.of((Object) null)) == none) + (null != await(s.of("y"))));
  }

  @Coroutine CompletionStage<String> notANumber() {
    double nan = 0 / await(s.of(0.0)); float f = nan > await(s.of(1f)) ? 1 : -1;
    return completedFuture("" + (nan == await(s.of(nan))) + (nan < await(s.of(1))) + !(nan >= await(s.of(1))) + f + 1 / await(s.of(-0.0)));
  }

  @Coroutine CompletionStage<String> divideByZero() {
    String r = "";
    try { r += s.log(1) / await(s.of(0)); } catch (ArithmeticException e) { r += e.getMessage(); }
    try { r += s.log(5L) % await(s.of(0L)); } catch (ArithmeticException e) { r += await(s.of("long")); }
    int[] a = {1};
    try { a[s.log(0)] /= await(s.of(0)); } catch (ArithmeticException e) { r += a[0]; }
    return completedFuture(r + s.log(1.0) / await(s.of(0)));
  }

  @Coroutine CompletionStage<String> remainder() { return completedFuture("" + -await(s.of(7)) % 3 + 7L % -await(s.of(4)) + await(s.of(5.5)) % 2 + (char) ('a' + await(s.of(30)) % 26)); }

  @Coroutine CompletionStage<String> overflow() { int max = Integer.MAX_VALUE; long min = Long.MIN_VALUE; return completedFuture("" + (max + await(s.of(1))) + -await(s.of(min)) + Math.abs(await(s.of(min))) + (byte) (await(s.of(127)) + 1) + (max * await(s.of(2L)))); }

  @Coroutine CompletionStage<String> bitwise() { long m = ~0L; return completedFuture("" + (m & await(s.of(0xF0)) | await(s.of(1L)) ^ 3) + (1 << await(s.of(33)) ) + (-1 >>> await(s.of(28L))) + (-16L >> await(s.of(2))) + (await(s.of(true)) & await(s.of(false)) | s.log(true) ^ await(s.of(true)))); }

  @Coroutine CompletionStage<String> unary() { int i = 5; return completedFuture("" + -await(s.of(i++)) + +await(s.of('a')) + ~await(s.of(--i)) + !await(s.of(false)) + - -await(s.of(2L)) + i); }

  @Coroutine CompletionStage<String> compoundOfEveryKind() {
    int i = 1000; long l = 1000; double d = 10;
    i += await(s.of(1)); i -= await(s.of(2)); i *= await(s.of(3)); i /= await(s.of(2)); i %= await(s.of(700)); i &= await(s.of(0xFF)); i |= await(s.of(256)); i ^= await(s.of(15)); i <<= await(s.of(3)); i >>= await(s.of(1)); i >>>= await(s.of(1));
    l += i + await(s.of(1L)); l >>>= await(s.of(2)); l %= await(s.of(97)); l ^= await(s.of(5)); l |= l << await(s.of(7)); d /= await(s.of(4)); d %= await(s.of(2f)); d -= await(s.of(1L));
    return completedFuture(i + " " + l + " " + d);
  }

  @Coroutine CompletionStage<String> compoundNarrows() { small += await(s.of(100)); letter += await(s.of(1.9)); short h = 1; h -= await(s.of(70000)); byte[] b = {1}; b[0] *= await(s.of(200L)); char[] c = {'x'}; c[await(s.of(0))]++; c[0] ^= await(s.of(1)); int n = 3; n *= await(s.of(1.5)); return completedFuture(small + "" + letter + h + b[0] + c[0] + n); }

  @Coroutine CompletionStage<String> compoundOnBoxes() { boxed += await(s.of(3)); int before = boxed++ + await(s.of(0)); Long w = 5L; w <<= await(s.of(2)); Integer[] a = {1, 2}; a[await(s.of(1))] -= await(s.of(5)); Character c = 'c'; c++; Map<String, Integer> m = new TreeMap<>(); m.merge("k", await(s.of(1)), Integer::sum); Double d = 1.5; d *= await(s.of(2)); return completedFuture(boxed + " " + before + w + a[1] + c + m + d); }

  @Coroutine CompletionStage<Double> compoundOnStatic() { real += await(s.of(1)); real *= real - await(s.of(0.5)); Operators.real /= await(s.of(2f)); return completedFuture(real++ + await(s.of(real))); }

  @Coroutine CompletionStage<String> compoundOnText() { text += await(s.of(1)) + text; Object[] o = {"o"}; CharSequence[] q = {"q"}; String[] a = {"a", null}; int i = 0; a[i++] += await(s.of('b')); a[i] += a[0] + await(s.of((Object) null)); text += text += await(s.of("!")); return completedFuture(text + Arrays.toString(a) + o[0] + q[0]); }

  @Coroutine CompletionStage<String> compoundOnFlags() { flag &= await(s.of(true)); boolean f = false; f |= flag ^ await(s.of(false)); flag ^= f & await(s.of(true)); boolean[] a = {false}; a[0] |= await(s.of(true)) || s.log(false); a[0] &= !await(s.of(a[0])); return completedFuture("" + flag + f + a[0]); }

  @Coroutine CompletionStage<String> assignmentIsAValue() { int a, b; long c; a = b = await(s.of(4)); c = a += b -= await(s.of(1)); int[] x = new int[3]; int i = 0; x[i] = i = await(s.of(2)); x[i--] = x[i] = await(s.of(9)) + i; String t; if ((t = await(s.of("t"))).length() == 1 && (a = await(s.of(8))) > 0) t += a; return completedFuture(a + " " + b + c + Arrays.toString(x) + i + t); }

  private int[] array(int... all) { s.log("array"); return all; }

  @Coroutine CompletionStage<String> arrayOrder() { int[] kept = {0, 0, 0}; array(1, 2, 3)[s.log(1)] = await(s.of(5)); int old = array(4, 5)[await(s.of(1))]++; array(7)[s.log(0)] += s.log(1) + await(s.of(2)); await(completedFuture(kept))[await(s.of(2))] = kept[s.log(1)] = await(s.of(6)); return completedFuture(old + Arrays.toString(kept)); }

  @Coroutine CompletionStage<String> wrongIndex() { String r = ""; try { array(1)[s.log(3)] = await(s.of(2)); } catch (ArrayIndexOutOfBoundsException e) { r += e.getMessage(); } try { array(1)[s.log(-1)] += await(s.of(2)); } catch (ArrayIndexOutOfBoundsException e) { r += e.getMessage(); } try { r += array()[await(s.of(0))]; } catch (ArrayIndexOutOfBoundsException e) { r += await(s.of("read")); } return completedFuture(r); }

  @Coroutine CompletionStage<String> wrongElement() { Object[] o = new String[2]; try { o[0] = await(s.of((Object) 1)); return completedFuture("stored"); } catch (ArrayStoreException e) { o[1] = await(s.of("kept")); return completedFuture(e.getMessage() + Arrays.toString(o)); } }

  @Coroutine CompletionStage<String> dimensions() { int[][][] a = new int[await(s.of(2))][s.log(1)][]; long[][] b = new long[s.log(1)][await(s.of(3))]; String[][] c = new String[s.log(2)][]; c[await(s.of(1))] = new String[await(s.of(1))]; a[1][0] = new int[] {await(s.of(4))}; b[0][2] = await(s.of(8L)); return completedFuture(Arrays.deepToString(a) + Arrays.deepToString(b) + Arrays.deepToString(c)); }

  @Coroutine CompletionStage<String> negativeDimension() { try { return completedFuture("" + new int[s.log(-1)][await(s.of(2))].length); } catch (NegativeArraySizeException e) { return completedFuture(e.getMessage() + await(s.of("after"))); } }

  @Coroutine CompletionStage<String> initialisers() { Object[][] o = {{await(s.of(1)), s.log("x")}, {}, null, {new int[] {s.log(2), await(s.of(3))}[await(s.of(1))]}}; double[] d = {s.log(1), await(s.of(2)), await(s.of(3f)), 'c'}; long[] w = {await(s.of('a')), await(s.of(5))}; List<?>[] l = {List.of(await(s.of(1)))}; return completedFuture(Arrays.deepToString(o) + Arrays.toString(d) + Arrays.toString(w) + l[0]); }

  @Coroutine CompletionStage<String> wrongCast() { Object o = s.log("text"); try { return completedFuture("" + ((Integer) await(s.of(o)) + await(s.of(1)))); } catch (ClassCastException e) { return completedFuture("cast" + (CharSequence & Comparable<?>) await(s.of("ok"))); } }

  @Coroutine CompletionStage<String> castsOfNumbers() { return completedFuture("" + (int) await(s.of(3.99)).doubleValue() + (long) (float) await(s.of(5)) + (char) await(s.of(66)).intValue() + (short) (int) await(s.of(70000)) + (int) (char) (byte) (int) await(s.of(-1)) + (Object) await(s.of(1L)) + (double) await(s.of('a'))); }

  @Coroutine CompletionStage<String> unboxingNull() { int n = 5; try { n += await(s.<Integer>of(null)); return completedFuture("added"); } catch (NullPointerException e) { return completedFuture(n + await(s.of("null"))); } }

  @Coroutine CompletionStage<String> nullReceiver() { String none = null; return completedFuture(none.concat(await(s.of("evaluated first")))); }

  @Coroutine CompletionStage<String> nullReceiverOfField() { Operators none = null; try { none.text = await(s.of("evaluated first")); } catch (NullPointerException e) { s.log("npe"); } try { none.text += await(s.of("not evaluated")); } catch (NullPointerException e) { s.log("npe"); } return completedFuture("" + none.real + await(s.of("static"))); }

  @Coroutine CompletionStage<String> conditionalOfMixedTypes() { boolean x = await(s.of(true)); Object a = x ? 1 : await(s.of(2.0)); Object b = x ? await(s.of(1)) : "s"; Object c = x ? (Integer) null : await(s.of("n")); long d = x ? await(s.of(1)) : await(s.of(2L)); char e = x ? 'a' : 0; Object f = !x ? await(s.of('c')) : x ? await(s.of((byte) 1)) : 2f; return completedFuture("" + a + b + c + d + e + f); }

  @Coroutine CompletionStage<String> conditionalInEveryPart() { return completedFuture((await(s.of(true)) ? await(s.of(false)) : true) ? "a" : await(s.of(1)) == 1 ? await(s.of(true)) && !await(s.of(false)) ? "b" + (await(s.of(2)) > 1 ? await(s.of("c")) : "d") : "e" : "f"); }

  @Coroutine CompletionStage<String> shortCircuitSkips() { int n = 0; boolean r = (n = await(s.of(1))) > 1 && (n = await(s.of(9))) > 1 || (n == 1 || s.log(false)) && !(await(s.of(false)) || await(s.of(n)) != 1); if (r && (await(s.of(true)) ^ r) || n > await(s.of(5))) n = -1; while (n < 3 && (await(s.of(n)) != 2 || n++ > 5)) n++; return completedFuture(r + "" + n); }

  @Coroutine CompletionStage<String> longConcatenation() { String r = "" + await(s.of(0)); r = r + 1 + await(s.of(2)) + 3L + await(s.of(4L)) + '5' + await(s.of('6')) + 7f + await(s.of(8f)) + 9d + await(s.of(true)) + null + await(s.of((Object) null)) + r + new int[0].length + await(s.of("\1\2")) + s.log("z") + (r + await(s.of("y"))) + r.length(); return completedFuture(r); }

  /** JDK-8273914: javac converts each operand when it is evaluated, and not at the end. */
  @Coroutine CompletionStage<String> concatenationConvertsLate() { StringBuilder b = new StringBuilder("b"); String kept = b + "-"; b.append(await(s.of("c"))); return completedFuture(kept + b + await(s.of("d"))); }

  @Coroutine CompletionStage<String> instanceOfArray() { Object o = await(s.of((Object) new String[] {"x"})); return completedFuture("" + (o instanceof Object[]) + (o instanceof int[]) + (await(s.of((Object) new long[][] {{1}})) instanceof long[][] w && w[0][0] == await(s.of(1L))) + (await(s.of((Object) null)) instanceof Object) + (o instanceof String[] t ? t[0] + await(s.of("y")) : "no")); }

  @Coroutine CompletionStage<Integer> inParentheses() { return completedFuture(((((await(((s.of(((1)))))))))) + (((await(s.of(2)))) - ((3)))); }

  @Coroutine CompletionStage<String> awaitOfAwait() { return completedFuture(await(await(completedFuture(s.of("inner")))) + await(await(await(completedFuture(completedFuture(s.of(3)))))) + await(s.of(await(s.of("argument"))))); }
}
