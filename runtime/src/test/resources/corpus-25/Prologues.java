package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Lambdas and local classes that await, in front of {@code super(..)} and {@code this(..)}. */
public class Prologues {
  static class Base { final String text; final Supplier<CompletionStage<String>> given; Base(String text, Supplier<CompletionStage<String>> given) { this.text = text; this.given = given; } }

  static class Derived extends Base {
    final int early; final Supplier<CompletionStage<String>> later;

    Derived(Stages s, int n) {
      if (n < 0) throw new IllegalArgumentException("negative");
      int m = n * 2; String u;
      try { u = "u" + Integer.parseInt("" + n); } catch (NumberFormatException _) { u = "none"; }
      final String v = u; early = m;
      Function<Stages, CompletionStage<String>> f = _ -> completedFuture(v + m + await(s.of(n)));
      class Local { @Coroutine CompletionStage<String> go() { return completedFuture("local" + m + await(s.of(v))); } }
      Local l = new Local();
      super(v, () -> completedFuture(await(l.go()) + m));
      later = () -> completedFuture(await(l.go()) + early + text + await(f.apply(s)) + await(given.get()));
    }

    Derived(Stages s, Supplier<Integer> n) { var k = n.get(); this(s, k + 1); }
  }

  enum Constant { ONE; final Function<Stages, CompletionStage<String>> f; Constant() { int k = 4; f = s -> completedFuture(name() + k + await(s.of(k))); } }

  int number() { return 8; }
  class Inner { final Supplier<CompletionStage<String>> f; Inner(Stages s, String a) { String b = a + a; super(); f = () -> completedFuture(b + number() + await(s.of(b))); } }

  public static void run(Stages s) {
    s.run("super", () -> new Derived(s, 3).later.get());
    s.run("this", () -> new Derived(s, () -> 3).later.get());
    s.run("throws", () -> new Derived(s, -1).later.get());
    s.run("inner", () -> new Prologues().inner(s));
  }

  @Coroutine CompletionStage<String> inner(Stages s) { return completedFuture(await(this.new Inner(s, await(s.of("in"))).f.get()) + await(new Derived(s, await(s.of(2))).later.get()) + await(Constant.ONE.f.apply(s))); }
}
