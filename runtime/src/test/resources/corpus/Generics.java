package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Type variables of the class, of the classes around it, of its methods, and captured ones. */
public class Generics<T extends Comparable<T>> {
  final Stages s; T t;

  Generics(Stages s, T t) { this.s = s; this.t = t; }

  class In<U extends List<? super T>> {
    final U u;
    In(U u) { this.u = u; }

    class Deep<V> extends HashMap<T, V> {
      final V v;
      Deep(V v) { this.v = v; put(t, v); }

      @Coroutine <W extends Number & Comparable<W>> CompletionStage<Map.Entry<T, W>> go(W w) {
        T x = await(s.of(t)); u.add(x); V y = get(await(s.of(x))); W z = w.compareTo(await(s.of(w))) == 0 ? w : null;
        class Local<Q> {
          final Q q;
          Local(Q q) { this.q = q; }
          @Coroutine CompletionStage<Map.Entry<T, Q>> both() { Supplier<CompletionStage<T>> f = () -> completedFuture(await(s.of(x)).compareTo(t) == 0 ? await(s.of(t)) : null); T a = await(f.get()); put(a, v); Generics.this.t = a; return completedFuture(Map.entry(a, await(s.of(q)))); }
        }
        Local<W> l = new Local<>(await(s.of(z))); s.log(u.size() + "" + y);
        return l.both();
      }

      @Override public V get(Object k) { s.log("get"); return super.get(k); }
    }
  }

  interface Shape<S extends Shape<S>> { S self(); @Coroutine default CompletionStage<Boolean> twice(Stages s) { S a = self(); await(s.of(1)); S b = await(completedFuture(a)).self(); await(s.of(2)); return completedFuture(a == b); } }
  record Square(int n) implements Shape<Square> { @Override public Square self() { return this; } }

  abstract static class Loader<K, V> { abstract CompletionStage<V> load(K k); @Coroutine CompletionStage<List<V>> all(List<K> keys) { List<V> r = new ArrayList<>(); for (K k : keys) r.add(await(load(k))); return completedFuture(r); } }
  static class Bridged<V extends Number> extends Loader<String, V> {
    final Stages s; final V v;
    Bridged(Stages s, V v) { this.s = s; this.v = v; }
    @Override @Coroutine CompletableFuture<V> load(String k) { await(s.of(k)); return completedFuture(await(s.of(v))); }
    @Override @Coroutine CompletableFuture<List<V>> all(List<String> keys) { List<V> r = await(super.all(keys)); r.add(await(load("more"))); return completedFuture(r); }
  }

  public static void run(Stages s) {
    s.run("deep", () -> new Generics<>(s, "t").new In<>(new ArrayList<Object>()).new Deep<>(5L).go(7));
    s.run("made by an await", () -> made(s));
    s.run("anonymous", () -> anonymous(s));
    s.run("self", () -> new Square(3).twice(s));
    s.run("bridges", () -> ((Loader<String, ? extends Number>) new Bridged<>(s, 2.5)).all(List.of("a", "b")));
    s.run("first", () -> Generics.<Object, String>first(s, o -> { Object k = await(s.of(o)); return completedFuture(k instanceof String t ? t + await(s.of(t)) : null); }, List.of(1, "b")));
    s.run("captured", () -> captured(s, List.of(1), Map.of("k", List.of(2.5))));
    s.run("thrown", () -> new Generics<>(s, 1).thrown(java.io.IOException.class));
    s.run("thrown", () -> new Generics<>(s, 1).thrown(IllegalStateException.class));
  }

  @Coroutine static CompletionStage<String> made(Stages s) {
    Generics<String> g = new Generics<>(s, "o"), none = null; String r = "";
    try { none.new In<>(List.of(await(s.of("never")))); } catch (NullPointerException e) { r += await(s.of("npe")); }
    var d = await(s.of(true)) ? g.new In<List<Object>>(new ArrayList<>(List.of(await(s.of("x"))))).new Deep<String>(await(s.of("v"))) { @Override public String toString() { return "anonymous" + v + s.log(size()); } } : null;
    return completedFuture(r + d + d.size());
  }

  @Coroutine static CompletionStage<String> anonymous(Stages s) {
    String c = await(s.of("c")); long w = 3;
    return completedFuture("" + new AbstractMap.SimpleEntry<>(await(s.of("k")), new ArrayList<>(List.of(await(s.of(1)))) { @Override public String toString() { return c + super.toString(); } }) { @Override public String toString() { return w + super.toString() + c; } });
  }

  @Coroutine static <A, B extends A> CompletionStage<A> first(Stages s, Function<? super A, ? extends CompletionStage<? extends B>> f, Collection<? extends A> all) { for (A a : all) { B b = await(f.apply(a)); if (await(s.of(b)) != null) return completedFuture(b); } return completedFuture(null); }

  private static <Z> String size(List<Z> list, String t) { return list.size() + t; }
  @Coroutine static CompletionStage<String> captured(Stages s, List<?> l, Map<String, ? extends List<? extends Number>> m) { List<?> k = l; Object o = k.get(await(s.of(0))); for (var e : m.entrySet()) { var v = e.getValue(); Number n = v.get(await(s.of(0))); o = o + "" + n + await(s.of(e.getKey())) + v.size(); } return completedFuture(size(k, await(s.of("z"))) + o); }

  @Coroutine <X extends Throwable> CompletionStage<String> thrown(Class<X> x) throws X { try { await(s.failed(new java.io.IOException("io")), x); return completedFuture("no"); } catch (Throwable e) { await(s.of("c")); if (x.isInstance(e)) return completedFuture("x" + e.getMessage()); throw e; } }
}
