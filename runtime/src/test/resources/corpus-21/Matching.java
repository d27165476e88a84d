package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** What record patterns call and what constants of a sealed type name, in switches that await. */
public class Matching {
  sealed interface Tree<T> permits Leaf, Node, End {}
  record Leaf<T>(T t, int n) implements Tree<T> {}
  record Node<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}
  enum End implements Tree<Object> { X, Y }

  record Throwing(int n, Object o) { @Override public int n() { if (n > 5) throw new IllegalStateException("accessor" + n); return n; } }

  public static void run(Stages s) {
    Matching m = new Matching();
    for (Object o : new Object[] {new Throwing(1, "x"), new Throwing(6, 1), new Throwing(2, 3), "text", 5, null}) {
      s.run("accessor throws", () -> m.accessorThrows(s, o));
      s.run("selector changes", () -> m.selectorChanges(s, o));
    }
    for (Tree<Object> t : List.of(End.X, End.Y, new Leaf<Object>("a", 1), new Node<>(new Leaf<Object>(2L, 2), End.Y))) s.run("qualified", () -> m.qualified(s, t));
  }

  @Coroutine CompletionStage<String> accessorThrows(Stages s, Object o) { try { return completedFuture(switch (o) { case Throwing(int n, String t) when n < await(s.of(3)) -> t + await(s.of(n)); case Throwing(int n, Integer i) when await(s.of(i)) > n -> { try { yield "int" + i + await(s.of(n)); } finally { s.log(n); } } case Throwing b -> "bad" + await(s.of(b.o())); case null, default -> "other" + await(s.of(1)); }); } catch (MatchException e) { return completedFuture("match" + e.getCause().getMessage() + await(s.of("m"))); } }

  @Coroutine CompletionStage<Object> selectorChanges(Stages s, Object o) { int n = 0; do { Object q = n == 0 ? o : n == 1 ? "one" : (Object) n; switch (q) { case Integer i when i > 5 -> { return completedFuture("five" + await(s.of(i))); } case Integer i -> n += await(s.of(i)); case String t -> { n++; s.log(t + await(s.of(n))); } case null -> n += 2; default -> { n++; await(s.of("d")); } } } while (n++ < 4); return completedFuture(n); }

  @Coroutine CompletionStage<String> qualified(Stages s, Tree<Object> t) { return completedFuture(switch (t) { case End.X -> "x" + await(s.of(1)); case Leaf<Object>(String u, int n) when await(s.of(n)) == 1 -> u + n; case Node<Object>(Leaf<Object>(var l, int k), End e) when e == await(s.of(End.Y)) -> l + await(s.of("node")); case End.Y -> { try { yield await(s.of("y")); } finally { await(s.of("f")); } } case Leaf<Object> l -> "leaf" + await(s.of(l)); case Node<Object> n -> "node"; }); }
}
