package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Coroutines in every place where Java has methods: lambdas, enum bodies, local and anonymous classes. */
public class Scopes {
  private int secret = 1;
  private static String hidden = "h";

  public static void run(Stages s) {
    Scopes c = new Scopes();
    s.run("wide captures", () -> c.wideCaptures(s, 1L, 2.5, (byte) 3));
    s.run("nested lambdas", () -> c.nestedLambdas(s));

    s.run("static lambda", () -> staticLambda(s));
    s.run("lambda fails", () -> c.lambdaFails(s));
    s.run("lambda in field", () -> c.field.apply(s));
    s.run("static field", () -> STATIC.apply(s, 2));
    s.run("lambda in constructor", () -> new Scopes(3L).field.apply(s));
    s.run("generic lambda", () -> c.genericLambda(s, "g"));
    s.run("serializable lambda", () -> c.serializable(s));
    s.run("enum", () -> Op.A.go(s, 2)); s.run("enum", () -> Op.B.go(s, 3)); s.run("enum static", () -> Op.all(s));
    s.run("record", () -> new Rec<>("r", 4L).both(s)); s.run("record static", () -> Rec.of(s, "x"));
    s.run("interface", () -> new Shape() { public String name() { return "n"; } }.shown(s, 1L)); s.run("interface static", () -> Shape.made(s));
    s.run("interface lambda", () -> ((Shape) () -> "lambda").inLambda(s));
    s.run("diamond", () -> new Both().both(s)); s.run("local", () -> c.local(s)); s.run("anonymous", () -> c.anonymous(s)); s.run("local record", () -> c.localRecord(s));
    s.run("deep inner", () -> c.new Inner().new Deep().go(s)); s.run("overrides generic", () -> ((Function<String, CompletionStage<String>>) new Fun(s)).apply("f"));
    s.run("covariant", () -> ((Parent) new Child()).make(s)); s.run("calls super", () -> new Child().deep(s)); s.run("not overridden", () -> new Child().same(s, 1));
    s.run("static same name", () -> Child.stat(s)); s.run("many parameters", () -> c.many(s, 1, 2L, 3, 4L, 5, 6L, 7, 8L, 9d, 10f, "k", new int[] {12})); s.run("varargs", () -> c.varargs(s)); s.run("varargs", () -> c.varargs(s, 1L, 2L));
    s.run("finally in lambda", () -> c.finallyInLambda(s)); s.run("method references", () -> c.references(s)); s.run("constructor reference", () -> c.constructorReference(s));
    s.run("$", () -> c.a$(s)); s.run("$", () -> c.$a(s)); s.run("of", () -> c.of(s, 1)); s.run("field names", () -> c.fieldNames(s)); s.run("returns", () -> c.returns(s, 0)); s.run("returns", () -> c.returns(s, 1)); s.run("returns", () -> c.returns(s, 2));
  }

  Scopes() {} 
  Scopes(long w) { field = t -> completedFuture(w + await(t.of("constructor"))); }

  Function<Stages, CompletionStage<String>> field = s -> completedFuture("field" + await(s.of(secret)) + secret);
  static final BiFunction<Stages, Integer, CompletionStage<String>> STATIC = (s, n) -> { String r = ""; while (n-- > 0) r += await(s.of(n)) + hidden; return completedFuture(r); };

  @Coroutine CompletionStage<String> wideCaptures(Stages s, long a, double b, byte c) {
    long d = await(s.of(4L)); float e = 5; String[] f = {"f"};
    Function<Long, CompletionStage<String>> g = x -> completedFuture(a + b + c + await(s.of(d)) + e + f[0] + x + await(s.of(a)) + secret);
    BiFunction<Integer, Integer, CompletableFuture<Double>> h = (x, y) -> completedFuture(await(s.of(x)) * b + await(s.of(y)) * d);
    return completedFuture(await(g.apply(7L)) + await(h.apply(1, 2)));
  }

  @Coroutine CompletionStage<String> nestedLambdas(Stages s) {
    Function<Integer, Function<String, CompletionStage<Supplier<CompletionStage<String>>>>> f = n -> { long w = n; return t -> { String u = await(s.of(t)); Supplier<CompletionStage<String>> r = () -> completedFuture(u + t + w + await(s.of(n)) + secret); await(s.of(w)); return completedFuture(r); }; };
    return await(f.apply(1).apply("t")).get();
  }

  @Coroutine CompletionStage<Integer> lambdaInAwait(Stages s) { int k = await(s.of(1)); return completedFuture(await(s.of(2).thenCompose(x -> completedFuture(await(s.of(x + k)) + 1))) + await(s.of(3).thenApply(x -> x * k))); }

  @Coroutine static CompletionStage<String> staticLambda(Stages s) { Callable<CompletionStage<String>> c = () -> { try { return completedFuture(await(s.of("s")) + hidden); } finally { await(s.of("finally")); } }; try { return completedFuture(await(c.call())); } catch (Exception e) { throw new AssertionError(e); } }

  @Coroutine CompletionStage<String> lambdaFails(Stages s) { Callable<CompletionStage<String>> c = () -> { if (secret > 0) throw new java.io.IOException("before"); return completedFuture(await(s.of("x"))); }; Supplier<CompletionStage<String>> d = () -> { await(s.of(1)); return null; }; String r = ""; try { r += await(c.call()); } catch (Exception e) { r += e.getMessage(); } try { await(d.get()); } catch (Exception e) { r += e.getClass().getSimpleName(); } return completedFuture(r.replace("x", "")); }

  @Coroutine <T> CompletionStage<T> genericLambda(Stages s, T t) { UnaryOperator<CompletionStage<T>> f = x -> { T u = await(x); await(s.of("x")); return s.of(u); }; return f.apply(s.of(t)); }

  interface Ser extends java.io.Serializable { CompletionStage<String> go(Stages s); }
  @Coroutine CompletionStage<String> serializable(Stages s) { Ser f = t -> completedFuture(await(t.of("ser"))); return completedFuture(await(f.go(s)) + (f instanceof java.io.Serializable)); }

  enum Op {
    A { @Override @Coroutine CompletionStage<String> go(Stages s, long w) { return completedFuture(name() + await(s.of(w)) + own() + hidden); } private String own() { return "own" + ordinal(); } },
    B { final int n = 5; @Override @Coroutine CompletionStage<String> go(Stages s, long w) { Supplier<CompletionStage<Long>> f = () -> completedFuture(await(s.of(w)) + n); return completedFuture(this + "" + await(f.get())); } };
    abstract CompletionStage<String> go(Stages s, long w);
    @Coroutine static CompletionStage<String> all(Stages s) { String r = ""; for (Op o : values()) r += await(o.go(s, o.ordinal())); switch (valueOf(await(s.of("B")))) { case A: r += "a"; break; case B: r += await(s.of("b")); } return completedFuture(r); }
  }

  record Rec<T>(T t, long w) {
    Rec { Objects.requireNonNull(t); }
    @Coroutine CompletionStage<String> both(Stages s) { T u = await(s.of(t)); return completedFuture(u + "" + w + await(s.of(this.w())) + this); }
    @Coroutine static <U> CompletionStage<Rec<U>> of(Stages s, U u) { return completedFuture(new Rec<>(await(s.of(u)), await(s.of(1L)))); }
  }

  interface Shape {
    String name();
    @Coroutine default CompletionStage<String> shown(Stages s, long w) { return completedFuture(await(own(s, w)) + name() + await(s.of(w))); }
    @Coroutine private CompletionStage<String> own(Stages s, long w) { return completedFuture(name() + w + await(statics(s))); }
    @Coroutine private static CompletionStage<String> statics(Stages s) { return completedFuture("ps" + await(s.of(1))); }
    @Coroutine static CompletionStage<String> made(Stages s) { Shape h = () -> "made"; return h.shown(s, await(s.of(3L))); }
    @Coroutine default CompletionStage<String> inLambda(Stages s) { Supplier<CompletionStage<String>> f = () -> completedFuture(name() + await(s.of(2)) + this.name()); Supplier<CompletionStage<String>> g = () -> completedFuture(await(s.of("static"))); return completedFuture(await(f.get()) + await(g.get())); }
  }

  interface Left { @Coroutine default CompletionStage<String> both(Stages s) { return completedFuture("left" + await(s.of(1))); } }
  interface Right { @Coroutine default CompletionStage<String> both(Stages s) { return completedFuture("right" + await(s.of(2))); } }
  static class Both implements Left, Right { @Override @Coroutine public CompletionStage<String> both(Stages s) { return completedFuture(await(Left.super.both(s)) + await(Right.super.both(s)) + await(s.of(3))); } }

  @Coroutine CompletionStage<String> local(Stages s) {
    String captured = await(s.of("c")); long w = 2;
    class Local { int n = 1; @Coroutine CompletionStage<String> go(String t) { n += await(s.of(1)); return completedFuture(captured + t + n + w + secret); } class In { @Coroutine CompletionStage<String> go() { return completedFuture(captured + await(s.of(n))); } } }
    Local l = new Local(); return completedFuture(await(l.go(await(s.of("t")))) + await(l.new In().go()));
  }

  @Coroutine CompletionStage<String> anonymous(Stages s) {
    double w = await(s.of(1.5));
    var o = new Object() { int n = 3; @Coroutine CompletionStage<String> go() { n += await(s.of(1)); return completedFuture(n + "" + w + secret); } };
    return completedFuture(await(o.go()) + o.n);
  }

  @Coroutine CompletionStage<String> localRecord(Stages s) { record P(int a, long b) { @Coroutine CompletionStage<Long> sum(Stages t) { return completedFuture(a + await(t.of(b)) + b); } } enum E { X, Y } interface I { @Coroutine default CompletionStage<E> go(Stages t) { return completedFuture(E.values()[await(t.of(1))]); } } return completedFuture(await(new P(await(s.of(1)), 2).sum(s)) + "" + await(new I() {}.go(s))); }

  class Inner { private int x = 2; class Deep { private int y = 3; @Coroutine private CompletionStage<String> go(Stages s) { x += await(s.of(1)); Scopes.this.secret += x; y++; Supplier<CompletionStage<Integer>> f = () -> completedFuture(x + y + secret + await(s.of(0))); return completedFuture(x + "" + y + secret + await(f.get())); } } }

  static class Fun implements Function<String, CompletionStage<String>> { final Stages s; Fun(Stages s) { this.s = s; } @Override @Coroutine public CompletionStage<String> apply(String t) { return completedFuture(t + await(s.of(t))); } }

  static class Parent { @Coroutine CompletionStage<? extends Object> make(Stages s) { return completedFuture("parent" + await(s.of(1))); } @Coroutine private CompletionStage<String> same(Stages s, int n) { return completedFuture("parent" + await(s.of(n))); } @Coroutine static CompletionStage<String> stat(Stages s) { return completedFuture("ps" + await(s.of(1))); } @Coroutine CompletionStage<String> callsSame(Stages s) { return completedFuture(await(same(s, 1))); } }
  static class Child extends Parent {
    @Override @Coroutine CompletableFuture<String> make(Stages s) { return completedFuture("child" + await(super.make(s)) + await(s.of(2))); }
    @Coroutine CompletionStage<String> same(Stages s, int n) { return completedFuture("child" + await(s.of(n)) + await(callsSame(s))); }
    @Coroutine static CompletionStage<String> stat(Stages s) { return completedFuture("cs" + await(Parent.stat(s))); }
    @Coroutine CompletionStage<String> deep(Stages s) { Supplier<CompletionStage<? extends Object>> f = () -> super.make(s); Supplier<CompletionStage<String>> g = () -> completedFuture("l" + await(super.make(s)) + await(s.of(1))); return completedFuture("" + await(f.get()) + await(g.get())); }
  }

  @Coroutine CompletionStage<String> many(Stages s, int a, long b, int c, long d, int e, long f, int g, long h, double i, float j, String k, int[] l) { await(s.of(1)); b = b + d; String r = "" + a + b + c; await(s.of(2)); return completedFuture(r + d + e + f + await(s.of(g)) + h + i + j + k + l[0]); }

  @Coroutine @SafeVarargs private <T> CompletionStage<String> varargs(Stages s, T... all) { String r = "" + all.length; for (T t : all) r += await(s.of(t)); return completedFuture(r); }

  @Coroutine CompletionStage<String> finallyInLambda(Stages s) { StringBuilder b = new StringBuilder(); Supplier<CompletionStage<String>> f = () -> { for (int i = 0; ; i++) { try { if (i == 2) return completedFuture(b.toString()); if (i == 1) continue; b.append(await(s.of(i))); } catch (RuntimeException e) { b.append("never"); } finally { b.append("f").append(await(s.of(i))); } } }; return completedFuture(await(f.get()) + b); }

  @Coroutine private CompletionStage<String> target(Stages s, String t) { return completedFuture(t + await(s.of(secret))); }
  @Coroutine CompletionStage<String> references(Stages s) { BiFunction<Stages, String, CompletionStage<String>> f = this::target; Function<Scopes, CompletionStage<String>> g = c -> c.target(s, "g"); Function<Stages, CompletionStage<String>> h = Scopes::staticLambda; return completedFuture(await(f.apply(s, "f")) + await(g.apply(this)) + await(h.apply(s))); }
  @Coroutine CompletionStage<String> constructorReference(Stages s) { Function<String, StringBuilder> f = StringBuilder::new; IntFunction<int[]> g = int[]::new; return completedFuture(f.apply(await(s.of("sb"))).append(g.apply(await(s.of(2))).length).toString()); }

  @Coroutine CompletionStage<String> a$(Stages s) { return completedFuture("a$" + await(s.of(1))); }
  @Coroutine CompletionStage<String> $a(Stages s) { return completedFuture("$a" + await(s.of(1))); }
  @Coroutine CompletionStage<String> of(Stages s, int state) { int self = state; int frame = 2; await(s.of(1)); return completedFuture("of" + self + frame + state); }
  @Coroutine CompletionStage<String> fieldNames(Stages s) { int suspended = 1; Object awaited = 2; long state = 3; String dispatcher = "4"; boolean cancelled = true; Object waiters = 6, result = 7, stack = 8; await(s.of(1)); int größe = 5; await(s.of(2)); return completedFuture("" + suspended + awaited + state + dispatcher + cancelled + waiters + result + stack + größe); }
  @Coroutine CompletionStage<String> returns(Stages s, int n) { await(s.of(n)); if (n == 0) return null; return n == 1 ? s.failed(new IllegalStateException("later")) : await(completedFuture(s.of("inner"))); }
}
