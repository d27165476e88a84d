package corpus;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Awaits while objects wait for their constructors: a peer's transformers fail on each of these. */
public class Constructors {
  private final Stages s;
  private final String secret = "sec";

  Constructors(Stages s) { this.s = s; }

  record Pair(Object a, Object b) {}
  record Wide(long a, double b, int c, Object d) {}

  class Inner {
    final String text;
    Inner(Object a) { text = a + secret; }
    class Deep { final String text; Deep(Object b) { text = Inner.this.text + b; } }
  }

  static class Varargs { final String text; Varargs(Object... all) { text = Arrays.toString(all); } }

  static class Fails {
    static final StringBuilder order = new StringBuilder();
    Fails(int n) throws Exception { if (n > 0) throw new Exception("fails " + n); }
  }

  private static final class Hidden { final String t; private Hidden(String t) { this.t = t; } }

  public static void run(Stages s) {
    Constructors c = new Constructors(s);
    for (int i = 0; i < 3; i++) { int n = i; s.run("two conditionals", () -> c.twoConditionals(n)); }
    s.run("short circuit", () -> c.shortCircuit(true));
    s.run("short circuit", () -> c.shortCircuit(false));
    for (int i = 0; i < 3; i++) { int n = i; s.run("switch in argument", () -> c.switchInArgument(n)); }
    s.run("wide arguments", c::wideArguments);
    s.run("qualified inner", c::qualifiedInner);
    s.run("null outer", c::nullOuter);
    s.run("varargs", c::varargs);
    s.run("nested", c::nested);
    s.run("in array", c::inArray);
    s.run("in loop", c::inLoop);
    s.run("try in argument", c::constructorInTry);
    s.run("anonymous with arguments", c::anonymous);
    s.run("local class", c::localClass);
    s.run("throw new", c::throwNew);
    s.run("below operands", c::belowOperands);
    s.run("private", c::privateConstructor);
    s.run("return new", c::mixed);
    s.run("lambda argument", c::lambdaArgument);
  }

  @Coroutine CompletionStage<String> twoConditionals(int n) {
    return completedFuture("" + new Pair(n == 0 ? await(s.of("a")) : n == 1 ? "b" : await(s.of(3)), n == await(s.of(1)) ? new Pair(await(s.of("c")), "d") : await(s.of("e"))));
  }

  @Coroutine CompletionStage<String> shortCircuit(boolean x) {
    return completedFuture("" + new Pair(x && await(s.of(true)) || !x && await(s.of(false)), !(await(s.of(x)) || await(s.of(x)))));
  }

  @Coroutine CompletionStage<String> switchInArgument(int n) {
    Object o = new Pair(switch (n) { case 0 -> await(s.of("zero")); case 1 -> { int k = await(s.of(1)); yield new Pair(k, await(s.of(k))); } default -> "many"; }, switch (await(s.of("k" + n))) { case "k0" -> 1; case "k1" -> await(s.of(2)); default -> 3; });
    return completedFuture(o.toString());
  }

  @Coroutine CompletionStage<String> wideArguments() {
    long w = 5;
    Wide a = new Wide(w, await(s.of(1.5)), await(s.of(2)), new Wide(await(s.of(3L)), w, 1, await(s.of("in"))));
    return completedFuture(a.toString() + w);
  }

  @Coroutine CompletionStage<String> qualifiedInner() {
    Inner i = this.new Inner(await(s.of("i")));
    Inner.Deep d = await(completedFuture(i)).new Deep(await(s.of("d")));
    return completedFuture(d.text + await(completedFuture(this)).new Inner(await(s.of("j"))).new Deep(await(s.of("k"))).text);
  }

  @Coroutine CompletionStage<String> nullOuter() {
    Inner none = null;
    return completedFuture(none.new Deep(await(s.of("never"))).text);
  }

  @Coroutine CompletionStage<String> varargs() {
    return completedFuture(new Varargs(await(s.of(1)), new Varargs().text, new int[] {await(s.of(2))}.length, await(s.of("x"))).text);
  }

  @Coroutine CompletionStage<String> nested() {
    return completedFuture("" + new Pair(new Pair(new Pair(await(s.of(1)), s.log(2)), new Pair(s.log(3), await(s.of(4)))), new StringBuilder(new String(await(s.of("t")))).append(new Pair(5, 6))));
  }

  @Coroutine CompletionStage<String> inArray() {
    Object[] all = {new Pair(1, await(s.of(2))), await(s.of("x")), new Object[] {new Pair(await(s.of(3)), 4)}};
    return completedFuture(Arrays.deepToString(all));
  }

  @Coroutine CompletionStage<String> inLoop() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 3; i++) list.add(new Pair(i, new ArrayList<>(List.of(await(s.of(i)), i % 2 == 0 ? await(s.of("e")) : "o"))));
    return completedFuture(list.toString());
  }

  @Coroutine CompletionStage<String> constructorInTry() {
    String t = "";
    for (int i = 0; i < 2; i++) {
      try { new Fails(await(s.of(i))); t += "made"; } catch (Exception e) { t += e.getMessage() + await(s.of(i)); }
      try { new Fails(await(s.<Integer>failed(new IllegalStateException("argument")))); } catch (Exception e) { t += e.getMessage(); }
    }
    return completedFuture(t);
  }

  @Coroutine CompletionStage<String> anonymous() {
    String captured = "cap"; long wide = 4;
    Object o = new Inner(await(s.of("a"))) { @Override public String toString() { return text + captured + wide + secret; } };
    Object p = new Pair(new Object() { final String f = captured; @Override public String toString() { return f; } }, await(s.of(1)));
    return completedFuture(o + "" + p);
  }

  @Coroutine CompletionStage<String> localClass() {
    String captured = await(s.of("c")); double wide = 2;
    class Local { final Object a; Local(Object a) { this.a = a; } @Override public String toString() { return a + captured + wide + secret; } }
    return completedFuture(new Local(await(s.of("1"))) + "" + new Local(new Local(await(s.of("2")))));
  }

  @Coroutine CompletionStage<String> throwNew() {
    try { throw new IllegalStateException(await(s.of("m")), new RuntimeException(await(s.of("cause")))); }
    catch (IllegalStateException e) { return completedFuture(e.getMessage() + e.getCause().getMessage()); }
  }

  private static String cat(Object... all) { return Arrays.toString(all); }

  @Coroutine CompletionStage<String> belowOperands() {
    long w = 3;
    return completedFuture(s.log(1) + w * (new Wide(await(s.of(1L)), 2, 3, null).a() + w) + cat("x", new Pair(await(s.of(1)), w), w, new Pair(w, await(s.of(2.0)))));
  }

  @Coroutine CompletionStage<String> privateConstructor() { return completedFuture(new Hidden(await(s.of("h"))).t); }

  @Coroutine CompletionStage<String> mixed() {
    Pair none = new Pair(null, null);
    Pair a = new Pair(none, new Pair(1, 2)), b = new Pair(await(s.of(null)), null);
    return completedFuture("" + a + b);
  }

  @Coroutine CompletionStage<String> lambdaArgument() {
    String c = await(s.of("c"));
    Thread t = new Thread(() -> s.log(c), await(s.of("name")));
    return completedFuture(t.getName() + new FutureTask<>(() -> c + secret).isDone() + new Pair((Supplier<String>) () -> c, await(s.of(1))).b());
  }
}
