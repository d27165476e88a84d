package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Lambdas that await, wherever a class can have one: in what a constructor hands on, in constants, in arms of a {@code switch}. */
public class LambdaPlaces {
  interface Step { CompletionStage<String> go(Stages s); }
  interface Made<R extends CompletionStage<?>> { R go(Stages s) throws Exception; }
  interface Constant { Step STEP = s -> { try { return completedFuture("constant" + await(s.of(1))); } finally { await(s.of("finally")); } }; }
  interface Stored extends Step, java.io.Serializable {}

  static final Map<String, Step> TABLE = new TreeMap<>(Map.of("a", s -> completedFuture("A" + await(s.of("a"))), "b", s -> { long w = 2; return completedFuture(await(s.of("b")) + w); }));

  final Step handedOn;
  final Step initialised; { Step local = s -> completedFuture("block" + await(s.of(number())) + this.number()); initialised = local; }

  LambdaPlaces() { this(s -> completedFuture("this" + await(s.of(1)))); }
  LambdaPlaces(Step step) { handedOn = step; }

  int number() { return 7; }

  static class Up { final Step step; Up(Step step) { this.step = step; } }
  static class Down extends Up { final Step own; Down(String text, long w) { super(s -> completedFuture(text + w + await(s.of("super")))); own = s -> completedFuture(await(step.go(s)) + text + await(s.of(w))); } }

  enum Choice {
    ONE(s -> completedFuture("argument" + await(s.of(1)))) { final Step field = s -> completedFuture(name() + await(s.of(ordinal())) + await(super.base(s))); @Override Step inBody() { return field; } },
    TWO(null) { @Override Step inBody() { int k = 3; return s -> completedFuture("two" + await(s.of(k))); } };
    final Step step;
    Choice(Step step) { this.step = step; }
    abstract Step inBody();
    @Coroutine CompletionStage<String> base(Stages s) { return completedFuture("base" + await(s.of(name()))); }
  }

  record Compact(Step step, int n) {
    Compact { Step given = step; int m = n; step = s -> completedFuture("compact" + m + await(s.of(2)) + (given == null ? "" : await(given.go(s)))); n *= 2; }
    Compact(int n) { this(s -> completedFuture("canonical" + await(s.of(n))), n); }
  }

  public static void run(Stages s) {
    LambdaPlaces p = new LambdaPlaces();
    s.run("table", () -> p.table(s));
    s.run("block", () -> p.initialised.go(s));
    s.run("this", () -> p.handedOn.go(s));
    s.run("super", () -> new Down("d", 5).own.go(s));
    s.run("argument of a constant", () -> Choice.ONE.step.go(s));
    s.run("body of a constant", () -> Choice.ONE.inBody().go(s));
    s.run("body of a constant", () -> Choice.TWO.inBody().go(s));
    s.run("compact constructor", () -> new Compact(4).step().go(s));
    s.run("compact constructor", () -> new Compact(null, 1).step().go(s));
    s.run("interface", () -> Constant.STEP.go(s));
    s.run("type variable as result", () -> p.made(s));
    for (int i = 0; i < 3; i++) { int n = i; s.run("arm", () -> p.arm(s, n)); }
    s.run("handler", () -> p.handler(s));
    s.run("constructor argument", () -> p.argument(s));
    s.run("array", () -> p.array(s));
    s.run("anonymous class", () -> p.anonymous(s));
    s.run("read back", () -> p.readBack(s));
  }

  @Coroutine CompletionStage<String> table(Stages s) { String r = ""; for (var e : TABLE.entrySet()) r += e.getKey() + await(e.getValue().go(s)); return completedFuture(r); }

  @Coroutine CompletionStage<String> made(Stages s) throws Exception {
    Made<CompletableFuture<? extends Number>> numbers = t -> { Number n = await(t.of(1)); return n.intValue() > 0 ? completedFuture(await(t.of(2.5))) : completedFuture(3); };
    Made<? extends CompletionStage<?>> any = t -> completedFuture(await(t.of("w")));
    return completedFuture("" + await(numbers.go(s)) + await(any.go(s)));
  }

  @Coroutine CompletionStage<String> arm(Stages s, int n) {
    Step step = switch (n) { case 0 -> t -> completedFuture("zero" + await(t.of(n))); case 1 -> { String c = await(s.of("c")); yield t -> completedFuture(c + await(t.of(n))); } default -> { try { await(s.failed(new IllegalStateException("d"))); yield null; } catch (IllegalStateException e) { yield t -> completedFuture(e.getMessage() + await(t.of(n))); } } };
    return completedFuture(await(step.go(s)) + await(s.of("!")));
  }

  @Coroutine CompletionStage<String> handler(Stages s) {
    Step step;
    try { throw new IllegalStateException(await(s.of("e"))); } catch (IllegalStateException | ArithmeticException e) { step = t -> completedFuture(e.getMessage() + await(t.of(1))); } finally { Step last = t -> completedFuture("finally" + await(t.of(2))); s.log(await(last.go(s))); }
    return step.go(s);
  }

  record Holder(Step first, String text, Step second) {}

  @Coroutine CompletionStage<String> argument(Stages s) { Holder h = new Holder(t -> completedFuture("h" + await(t.of(1))), await(s.of("mid")), await(s.of(true)) ? t -> completedFuture("e" + await(t.of(2))) : null); return completedFuture(await(h.first().go(s)) + h.text + await(h.second.go(s))); }

  @Coroutine CompletionStage<String> array(Stages s) { Step[] all = {t -> completedFuture("0" + await(t.of(0))), await(s.of(1)) > 0 ? t -> completedFuture("1" + await(t.of(1))) : null, handedOn}; String r = ""; for (Step step : all) r += await(step.go(s)); return completedFuture(r); }

  @Coroutine CompletionStage<String> anonymous(Stages s) {
    Supplier<CompletionStage<String>> f = () -> { String c = await(s.of("c")); Step step = new Step() { int calls; final Step own = t -> completedFuture(await(t.of(++calls)) + c + number()); @Override @Coroutine public CompletionStage<String> go(Stages t) { return completedFuture(await(own.go(t)) + await(t.of("a"))); } }; return completedFuture(await(step.go(s)) + await(step.go(s))); };
    return f.get();
  }

  /** What deserialises a lambda names its method. */
  @Coroutine CompletionStage<String> readBack(Stages s) throws Exception {
    String captured = await(s.of("captured")); Stored step = t -> completedFuture(captured + await(t.of("stored")));
    var bytes = new java.io.ByteArrayOutputStream(); new java.io.ObjectOutputStream(bytes).writeObject(step);
    ClassLoader loader = LambdaPlaces.class.getClassLoader();
    var in = new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())) { @Override protected Class<?> resolveClass(java.io.ObjectStreamClass type) throws ClassNotFoundException { return Class.forName(type.getName(), false, loader); } };
    return completedFuture(await(((Step) in.readObject()).go(s)));
  }
}
