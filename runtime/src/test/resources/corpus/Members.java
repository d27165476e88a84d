package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Members {
  private int secret = 1;
  private static int counter;

  public static void run(Stages s) {
    counter = 0;
    Members m = new Members();
    s.run("static", () -> statics(s, 4));
    s.run("private", () -> m.callsPrivate(s));
    s.run("generic", () -> m.max(s, "a", "b"));
    s.run("generic", () -> Members.<Integer>pick(s, List.of(1, 2)));
    s.run("overloads", () -> m.overloads(s));
    s.run("recursion", () -> m.fib(s, 7));
    s.run("mutual", () -> m.isEven(s, 5));
    s.run("lambda", () -> m.lambdas(s));
    s.run("interface", () -> new Greeter() {}.greet(s));
    s.run("interface static", () -> Greeter.twice(s, 4L));
    s.run("super", () -> new Sub().greet(s));
    s.run("enum", () -> Op.PLUS.apply(s, 1, 2));
    s.run("enum", () -> Op.TIMES.apply(s, 3, 4));
    s.run("record", () -> new Rec(3, "r").sum(s));
    s.run("inner", () -> m.new Inner().run(s));
    s.run("anonymous", () -> m.anonymous(s));
    s.run("never awaits", () -> m.neverAwaits(3));
    s.run("throws", () -> m.neverAwaits(0));
    s.run("method reference", () -> m.references(s));
    s.run("returns stage", () -> m.returnsStage(s));
    s.run("bridge", () -> ((Base<String>) new Bridged()).convert(s, "x"));
    s.run("case", () -> m.Fib(s, 3));
    s.run("super call", () -> new Sub().viaLambda(s));
    s.run("varargs", () -> m.varargs(s, "a", "b"));
  }

  @Coroutine static CompletionStage<Integer> statics(Stages s, int n) { counter += await(s.of(n)); return completedFuture(counter * await(s.of(2))); }
  @Coroutine private CompletionStage<Integer> hidden(Stages s) { secret += await(s.of(4)); return completedFuture(secret); }
  @Coroutine CompletableFuture<Integer> callsPrivate(Stages s) { return completedFuture(await(hidden(s)) + await(this.hidden(s)) + secret); }
  @Coroutine <Q extends Comparable<Q>> CompletionStage<Q> max(Stages s, Q a, Q b) { Q x = await(s.of(a)); Q y = await(s.of(b)); return s.of(x.compareTo(y) > 0 ? x : y); }
  @Coroutine static <T> CompletionStage<T> pick(Stages s, List<? extends T> list) { T t = list.get(await(s.of(1))); return completedFuture(t); }
  @Coroutine CompletionStage<String> over(Stages s, int n) { return completedFuture("int" + await(s.of(n))); }
  @Coroutine CompletionStage<String> over(Stages s, long n) { return completedFuture("long" + await(s.of(n))); }
  @Coroutine CompletionStage<String> over(Stages s, Object n) { return completedFuture("object" + await(s.of(n))); }
  @Coroutine CompletionStage<String> overloads(Stages s) { return completedFuture(await(over(s, 1)) + await(over(s, 1L)) + await(over(s, "o"))); }
  @Coroutine CompletionStage<Integer> fib(Stages s, int n) { if (n < 2) { await(s.of(n)); return completedFuture(n); } return completedFuture(await(fib(s, n - 1)) + await(fib(s, n - 2))); }
  @Coroutine CompletionStage<Integer> Fib(Stages s, int n) { return completedFuture(await(fib(s, n)) + await(s.of(1))); }
  @Coroutine CompletionStage<Boolean> isEven(Stages s, int n) { return n == 0 ? completedFuture(true) : isOdd(s, await(s.of(n - 1))); }
  @Coroutine CompletionStage<Boolean> isOdd(Stages s, int n) { return n == 0 ? completedFuture(false) : completedFuture(await(isEven(s, await(s.of(n - 1))))); }

  @Coroutine CompletionStage<String> lambdas(Stages s) {
    String captured = await(s.of("c")); long wide = 3;
    Function<String, CompletionStage<String>> f = x -> completedFuture(x + captured + await(s.of(wide)) + secret);
    Supplier<CompletableFuture<Integer>> g = () -> { int n = 0; for (int i = 0; i < 3; i++) n += await(s.of(i)); return completedFuture(n); };
    Callable<CompletionStage<Object>> h = () -> { Supplier<CompletionStage<Integer>> nested = () -> completedFuture(await(s.of(8)) + secret); return completedFuture((Object) await(nested.get())); };
    try { return completedFuture(await(f.apply("x")) + await(g.get()) + await(h.call())); } catch (Exception e) { throw new AssertionError(e); }
  }

  interface Greeter {
    default String name() { return "greeter"; }
    @Coroutine default CompletionStage<String> greet(Stages s) { return completedFuture("hi " + name() + await(s.of("!")) + await(hidden(s))); }
    @Coroutine private CompletionStage<String> hidden(Stages s) { return completedFuture(await(s.of("private")) + name()); }
    @Coroutine static CompletionStage<String> twice(Stages s, long w) { return completedFuture("st" + await(s.of("!")) + w * 2); }
  }

  static class Base<T> {
    protected String prefix = "base";
    @Coroutine CompletionStage<T> convert(Stages s, T t) { return completedFuture(await(s.of(t))); }
    @Coroutine protected CompletionStage<String> greet(Stages s) { return completedFuture(prefix + await(s.of("B"))); }
  }

  static class Sub extends Base<Integer> {
    @Override @Coroutine protected CompletionStage<String> greet(Stages s) { String up = await(super.greet(s)); return completedFuture(up + await(s.of("S")) + await(super.greet(s)) + prefix); }
    @Coroutine CompletionStage<String> viaLambda(Stages s) { Supplier<CompletionStage<String>> f = () -> super.greet(s); return completedFuture(await(f.get()) + await(s.of(1))); }
  }

  static class Bridged extends Base<String> {
    @Override @Coroutine CompletionStage<String> convert(Stages s, String t) { return completedFuture(await(super.convert(s, t)) + "bridged"); }
  }

  enum Op {
    PLUS { @Override @Coroutine CompletionStage<Integer> apply(Stages s, int a, int b) { return completedFuture(await(s.of(a)) + await(s.of(b))); } },
    TIMES { @Override @Coroutine CompletionStage<Integer> apply(Stages s, int a, int b) { return completedFuture(await(s.of(a)) * await(s.of(b)) + ordinal()); } };
    abstract CompletionStage<Integer> apply(Stages s, int a, int b);
  }

  record Rec(int n, String t) { @Coroutine CompletionStage<String> sum(Stages s) { return completedFuture(t + await(s.of(n)) + n() + t()); } }

  class Inner { int own = 2; @Coroutine CompletionStage<Integer> run(Stages s) { own += await(s.of(3)); secret += own; return completedFuture(secret + await(s.of(own))); } }

  @Coroutine CompletionStage<String> anonymous(Stages s) {
    int local = await(s.of(7));
    Greeter g = new Greeter() { @Override public String name() { return "anon" + local; } @Override @Coroutine public CompletionStage<String> greet(Stages t) { return completedFuture(name() + await(t.of("A")) + secret); } };
    return g.greet(s);
  }

  @Coroutine CompletionStage<Integer> neverAwaits(int n) { return completedFuture(6 / n); }
  @Coroutine CompletionStage<String> references(Stages s) { BiFunction<Stages, Integer, CompletionStage<Integer>> f = this::fib; Function<Stages, CompletionStage<Integer>> g = x -> statics(x, 1); return completedFuture("" + await(f.apply(s, 4)) + await(g.apply(s))); }
  @Coroutine CompletionStage<String> returnsStage(Stages s) { await(s.of(1)); return s.of("stage"); }
  @Coroutine CompletionStage<String> varargs(Stages s, String... rest) { String r = ""; for (String t : rest) r += await(s.of(t)); return completedFuture(r + rest.length); }
}
