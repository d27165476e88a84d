package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Members of other classes and packages that a coroutine may use because of where it stands. */
public class Inheritance {
  private int count = 1;
  protected String word = "outer";

  public static void run(Stages s) {
    s.run("protected field of another package", () -> new Counted(s).changes());
    s.run("protected method of another package", () -> new Counted(s).removes());
    s.run("protected method in a lambda", () -> new Counted(s).removesInLambda());
    s.run("protected static of another package", () -> new Loader(s).registers());
    s.run("super of another package", () -> new Counted(s).callsSuper());
    s.run("clone", () -> new Copy(s).copies());
    s.run("overrides a method of another package", () -> new Dice(s).rolls());
    s.run("field hides field", () -> new Hides().both(s));
    s.run("super three levels up", () -> new Third().go(s));
    s.run("override is called", () -> new Third().calls(s));
    s.run("default is overridden", () -> new Speaks().speak(s));
    s.run("generic default", () -> new Texts(s).twice("t"));
    s.run("abstract class", () -> new Abstract(3) { @Override @Coroutine CompletionStage<Integer> step(Stages t, int k) { return completedFuture(k + await(t.of(n))); } }.all(s));
    s.run("outer by inner", () -> new Inheritance().new Inner().outer(s));
    s.run("method of outer's super", () -> new Inheritance().new Inner().outerSuper(s));
    s.run("inner of generic outer", () -> new Holder<>("h").new Part<>(2L).both(s));
    s.run("inner extends outer", () -> new Inheritance().new Grown().go(s));
    s.run("anonymous in anonymous", () -> new Inheritance().anonymousInAnonymous(s));
    s.run("local class in loop", () -> new Inheritance().localClassInLoop(s));
    s.run("static nested uses private", () -> Nested.go(s, new Inheritance()));
    s.run("enum with state", () -> Planet.EARTH.moons(s));
    s.run("enum values", () -> Planet.names(s));
    s.run("enum in lambda of constant", () -> Planet.MARS.later.apply(s));
    s.run("record with array", () -> new Row(1, 2, 3).sum(s));
    s.run("record implements", () -> ((Named) new Person("p")).greet(s));
    s.run("final method", () -> new Inheritance().last(s));
    s.run("private generic", () -> new Inheritance().callsPrivateGeneric(s));
    s.run("bounded generic", () -> Inheritance.largest(s, List.of(3, 9, 4)));
    s.run("wildcards", () -> wildcards(s, new ArrayList<Number>(List.of(1, 2.5))));
    s.run("generic array", () -> new Inheritance().<String>genericArray(s, "a", "b"));
    s.run("overload by box", () -> new Inheritance().overloads(s));
    s.run("recursion in lambda", () -> new Inheritance().recursionInLambda(s));
    s.run("mutual recursion of classes", () -> new Even().test(s, 6));
    s.run("ackermann", () -> ackermann(s, 1, 2));
    s.run("awaits itself below operands", () -> new Inheritance().callsItself(s, 2));
    s.run("changes field while suspended", () -> new Inheritance().changesField(s));
    s.run("constructor of coroutine class", () -> new WithConstructor(s, 2).ready);
    s.run("interface field", () -> Named.FIELD.apply(s));
    s.run("method named await", () -> new OwnAwait().go(s));
    s.run("method named resume", () -> new OwnNames().resume(s));
  }

  static class Counted extends ArrayList<String> {
    final Stages s;
    Counted(Stages s) { this.s = s; addAll(List.of("a", "b", "c", "d")); }
    @Coroutine CompletionStage<Integer> changes() { int before = modCount; add(await(s.of("e"))); modCount += await(s.of(5)); return completedFuture(modCount - before + await(s.of(1))); }
    @Coroutine CompletionStage<String> removes() { removeRange(await(s.of(1)), await(s.of(3))); super.removeRange(0, await(s.of(1))); return completedFuture(toString()); }
    @Coroutine CompletionStage<String> removesInLambda() { Supplier<CompletionStage<Integer>> f = () -> { removeRange(await(s.of(0)), 2); super.removeRange(0, await(s.of(1))); return completedFuture(modCount > 0 ? await(s.of(1)) : 0); }; return completedFuture(await(f.get()) + toString()); }
    @Coroutine CompletionStage<String> callsSuper() { String r = super.get(await(s.of(2))) + super.toString() + await(s.of("-")); super.set(await(s.of(0)), await(s.of("z"))); return completedFuture(r + super.indexOf(await(s.of("z")))); }
  }

  static class Loader extends ClassLoader {
    final Stages s;
    Loader(Stages s) { super(Inheritance.class.getClassLoader()); this.s = s; }
    @Coroutine CompletionStage<String> registers() throws ClassNotFoundException { boolean parallel = await(s.of(registerAsParallelCapable())); return completedFuture(findLoadedClass(await(s.of("none"))) + super.loadClass(await(s.of("corpus.Inheritance")), false).getSimpleName() + parallel); }
  }

  static class Copy implements Cloneable {
    final Stages s; int n = 1; int[] a = {1};
    Copy(Stages s) { this.s = s; }
    @Coroutine CompletionStage<String> copies() throws CloneNotSupportedException { Copy c = (Copy) super.clone(); c.n += await(s.of(1)); c.a = a.clone(); c.a[0] = await(s.of(9)); return completedFuture("" + n + c.n + a[0] + c.a[0]); }
  }

  static class Dice extends Random {
    final Stages s;
    Dice(Stages s) { super(5); this.s = s; }
    @Override protected int next(int bits) { return super.next(bits) & 0xFF; }
    @Coroutine CompletionStage<String> rolls() { return completedFuture(next(await(s.of(8))) % 1 + "" + (super.next(await(s.of(4))) < 16) + (this.nextInt(await(s.of(6))) < 6)); }
  }

  static class Shown { protected String name = "shown"; static String shared = "s"; }
  static class Hides extends Shown { protected long name = 5; @Coroutine CompletionStage<String> both(Stages s) { super.name += await(s.of("!")); name += await(s.of(2)); ((Shown) this).name += name; Hides.shared += await(s.of("t")); String r = super.name + name + shared; shared = "s"; return completedFuture(r); } }

  static class First { @Coroutine CompletionStage<String> go(Stages s) { return completedFuture("1" + await(s.of("a"))); } @Coroutine CompletionStage<String> calls(Stages s) { return completedFuture(await(go(s)) + await(this.go(s))); } }
  static class Second extends First { @Override @Coroutine CompletionStage<String> go(Stages s) { return completedFuture("2" + await(super.go(s)) + await(s.of("b"))); } }
  static class Third extends Second { @Override @Coroutine CompletionStage<String> go(Stages s) { String up = await(super.go(s)); await(s.of("c")); return completedFuture("3" + up + await(super.go(s))); } @Coroutine CompletionStage<String> calls(Stages s) { return completedFuture(await(super.calls(s))); } }

  interface Speaker { @Coroutine default CompletionStage<String> speak(Stages s) { return completedFuture(word() + await(s.of("!"))); } String word(); }
  interface Loud extends Speaker { @Override @Coroutine default CompletionStage<String> speak(Stages s) { return completedFuture(await(Speaker.super.speak(s)).toUpperCase(Locale.ROOT) + await(s.of("?"))); } }
  static class Speaks implements Loud { @Override public String word() { return "hi"; } @Override @Coroutine public CompletionStage<String> speak(Stages s) { return completedFuture(await(Loud.super.speak(s)) + await(Loud.super.speak(s))); } }

  interface Twice<T> { @Coroutine default CompletionStage<List<T>> twice(T t) { T first = await(once(t)); return completedFuture(List.of(first, await(once(first)))); } CompletionStage<T> once(T t); }
  record Texts(Stages s) implements Twice<String> { @Override @Coroutine public CompletionStage<String> once(String t) { return completedFuture(t + await(s.of(t))); } }

  abstract static class Abstract { final int n; Abstract(int n) { this.n = n; } abstract CompletionStage<Integer> step(Stages s, int k); @Coroutine CompletionStage<String> all(Stages s) { String r = ""; for (int i = 0; i < n; i++) r += await(step(s, await(s.of(i)))); return completedFuture(r); } }

  class Inner {
    private int count = 10;
    @Coroutine CompletionStage<String> outer(Stages s) { count += Inheritance.this.count += await(s.of(5)); word += await(s.of("+")); Inheritance.this.count++; return completedFuture(count + word + Inheritance.this.count); }
    @Coroutine CompletionStage<Boolean> outerSuper(Stages s) { String t = Inheritance.super.toString(); await(s.of(1)); return completedFuture(t.equals(Inheritance.super.toString()) && Inheritance.super.hashCode() == await(s.of(Inheritance.this.hashCode() * 0)) + Inheritance.this.hashCode()); }
  }

  static class Holder<A> { A a; Holder(A a) { this.a = a; } class Part<B extends Comparable<B>> { B b; Part(B b) { this.b = b; } @Coroutine CompletionStage<String> both(Stages s) { A x = await(s.of(a)); B y = await(s.of(b)); a = await(s.of(x)); return completedFuture(x + "" + y + b.compareTo(await(s.of(y))) + a); } } }

  class Grown extends Inheritance { @Coroutine CompletionStage<String> go(Stages s) { super.word += await(s.of("super")); Inheritance.this.word += await(s.of("this")); return completedFuture(word + Inheritance.this.word + ((Inheritance) this).count); } }

  @Coroutine CompletionStage<String> anonymousInAnonymous(Stages s) {
    String a = await(s.of("a"));
    var outer = new Object() { String b = a + "b"; @Coroutine CompletionStage<String> go() { long c = await(s.of(3L)); var inner = new Object() { @Coroutine CompletionStage<String> go() { b += await(s.of("i")); word += b; return completedFuture(a + b + c + await(s.of(count))); } }; return completedFuture(await(inner.go()) + await(inner.go())); } };
    return completedFuture(await(outer.go()) + outer.b + word);
  }

  @Coroutine CompletionStage<String> localClassInLoop(Stages s) { List<Supplier<CompletionStage<String>>> all = new ArrayList<>(); for (int i = 0; i < 3; i++) { int k = await(s.of(i)); class Step implements Supplier<CompletionStage<String>> { int calls = k; @Override @Coroutine public CompletionStage<String> get() { calls += await(s.of(k)); return completedFuture(calls + word); } } all.add(new Step()); all.add(() -> completedFuture(await(new Step().get()) + k)); } String r = ""; for (var f : all) r += await(f.get()); return completedFuture(r); }

  static class Nested { private static int hidden = 2; @Coroutine static CompletionStage<Integer> go(Stages s, Inheritance i) { i.count += await(s.of(hidden)); return completedFuture(i.count + await(i.secret(s))); } }
  @Coroutine private CompletionStage<Integer> secret(Stages s) { return completedFuture(Nested.hidden * await(s.of(count))); }

  enum Planet {
    EARTH(1), MARS(2);
    final int moons; private int asked;
    final Function<Stages, CompletionStage<String>> later = s -> completedFuture(name() + await(s.of(this.moons())));
    Planet(int moons) { this.moons = moons; }
    int moons() { return moons; }
    @Coroutine CompletionStage<String> moons(Stages s) { asked = await(s.of(moons)); switch (this) { case EARTH -> asked += await(s.of(10)); case MARS -> {} } return completedFuture(this + "" + asked + values()[await(s.of(1))]); }
    @Coroutine static CompletionStage<String> names(Stages s) { EnumMap<Planet, String> m = new EnumMap<>(Planet.class); for (Planet p : values()) m.put(p, await(s.of(p.name().toLowerCase(Locale.ROOT)))); return completedFuture(m.toString()); }
  }

  record Row(int... cells) { Row { cells = cells.clone(); } Row(int only) { this(new int[] {only}); } @Coroutine CompletionStage<String> sum(Stages s) { int sum = 0; for (int c : cells) sum += await(s.of(c)); return completedFuture(sum + "" + new Row(await(s.of(sum))).cells().length + cells()[await(s.of(2))]); } }

  interface Named { Function<Stages, CompletionStage<String>> FIELD = s -> completedFuture("field" + await(s.of(1))); String name(); @Coroutine default CompletionStage<String> greet(Stages s) { return completedFuture("hello " + await(s.of(name()))); } }
  record Person(String name) implements Named {}

  @Coroutine final CompletionStage<String> last(Stages s) { return completedFuture(await(s.of("final")) + count); }

  @Coroutine private <K, V extends Comparable<? super V>> CompletionStage<Map<K, V>> pair(Stages s, K k, V v) { Map<K, V> m = new TreeMap<>(); m.put(await(s.of(k)), await(s.of(v))); return completedFuture(m); }
  @Coroutine CompletionStage<String> callsPrivateGeneric(Stages s) { return completedFuture("" + await(pair(s, "k", 1)) + await(this.<Integer, String>pair(s, 2, await(s.of("v")))).get(2).length()); }

  @Coroutine static <T extends Object & Comparable<? super T>> CompletionStage<T> largest(Stages s, Collection<? extends T> all) { T best = null; for (T t : all) { T u = await(s.of(t)); if (best == null || best.compareTo(u) < 0) best = u; } return completedFuture(best); }

  @Coroutine static CompletionStage<String> wildcards(Stages s, List<? super Integer> list) { list.add(await(s.of(7))); Object first = list.get(await(s.of(0))); List<? extends Object> read = list; return completedFuture("" + first + read.get(await(s.of(2))) + read.size()); }

  @SafeVarargs @Coroutine private <T> CompletionStage<String> genericArray(Stages s, T... all) { T[] kept = all.clone(); T t = kept[await(s.of(1))]; kept[1] = kept[await(s.of(0))]; return completedFuture(Arrays.toString(all) + Arrays.toString(kept) + t); }

  @Coroutine CompletionStage<String> over(Stages s, Integer n) { return completedFuture("box" + await(s.of(n))); }
  @Coroutine CompletionStage<String> over(Stages s, int n) { return completedFuture("int" + await(s.of(n))); }
  @Coroutine CompletionStage<String> over(Stages s, int... n) { return completedFuture("many" + await(s.of(n.length))); }
  @Coroutine static CompletionStage<String> over(Stages s, double n) { return completedFuture("double" + await(s.of(n))); }
  @Coroutine CompletionStage<String> overloads(Stages s) { return completedFuture(await(over(s, 1)) + await(over(s, await(s.of(2)))) + await(over(s, 1, 2)) + await(over(s, 3f)) + await(over(s))); }

  @Coroutine CompletionStage<Integer> recursionInLambda(Stages s) { var self = new Object() { Function<Integer, CompletionStage<Integer>> sum; }; self.sum = n -> { if (n == 0) return completedFuture(0); int rest = await(self.sum.apply(await(s.of(n - 1)))); return completedFuture(n + rest); }; return self.sum.apply(4); }

  static class Even { @Coroutine CompletionStage<Boolean> test(Stages s, int n) { return n == 0 ? completedFuture(true) : completedFuture(await(new Odd().test(s, await(s.of(n - 1))))); } }
  static class Odd { @Coroutine CompletionStage<Boolean> test(Stages s, int n) { return n == 0 ? completedFuture(false) : new Even().test(s, await(s.of(n - 1))); } }

  @Coroutine static CompletionStage<Integer> ackermann(Stages s, int m, int n) { if (m == 0) return completedFuture(await(s.of(n)) + 1); if (n == 0) return ackermann(s, m - 1, 1); return completedFuture(await(ackermann(s, m - 1, await(ackermann(s, m, n - 1))))); }

  @Coroutine CompletionStage<String> callsItself(Stages s, int n) { String here = "" + n + s.log(count++) + await(n == 0 ? s.of("end") : callsItself(s, n - 1)); return completedFuture(here + await(s.of(n)) + count); }

  @Coroutine CompletionStage<Integer> changesField(Stages s) { int before = count; CompletionStage<Integer> stage = s.of(5).thenApply(n -> count += n); int sum = before + await(stage) + count; return completedFuture(sum * 10 + count); }

  static class WithConstructor { final CompletionStage<String> ready; private int n; { n = 3; } WithConstructor(Stages s, int k) { n += k; ready = start(s); } @Coroutine private CompletionStage<String> start(Stages s) { n *= await(s.of(2)); return completedFuture("ready" + n); } }

  static class OwnAwait { private String await(String t) { return "own " + t; } @Coroutine CompletionStage<String> go(Stages s) { return completedFuture(await("a") + dev.coriolis.Coroutines.await(s.of("b")) + this.await(dev.coriolis.Coroutines.await(s.of("c")))); } }

  static class OwnNames { int state = 1, self = 2; Object frame = "f"; @Coroutine CompletionStage<String> resume(Stages s) { int suspend = await(s.of(state)); String takeAwaited = await(location(s, suspend)); return completedFuture(suspend + takeAwaited + frame + self); } @Coroutine CompletionStage<String> location(Stages s, int isDone) { return completedFuture("l" + await(s.of(isDone))); } }
}
