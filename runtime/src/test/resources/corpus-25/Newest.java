package corpus;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Unnamed variables and patterns, and code in front of {@code super(..)}. */
public class Newest {
  record Point(int x, long y) {}
  record Line(Point from, Point to) {}

  static class Base { final String text; Base(String text) { this.text = text; } }

  static class Flexible extends Base {
    final Supplier<CompletionStage<String>> later;
    Flexible(Stages s, String text) { Supplier<CompletionStage<String>> f = () -> completedFuture(text + await(s.of("later"))); var upper = text.toUpperCase(Locale.ROOT); super(upper); later = f; }
  }

  public static void run(Stages s) {
    Newest n = new Newest();
    s.run("unnamed pattern", () -> n.unnamedPattern(s, new Line(new Point(1, 2), new Point(3, 4))));
    s.run("unnamed pattern", () -> n.unnamedPattern(s, new Point(5, 6)));
    s.run("unnamed variables", () -> n.unnamedVariables(s));
    s.run("unnamed exception", () -> n.unnamedException(s));
    s.run("unnamed resource", () -> n.unnamedResource(s));
    s.run("code before super", () -> n.flexible(s));
  }

  @Coroutine CompletionStage<String> unnamedPattern(Stages s, Object o) {
    return completedFuture(switch (o) { case Line(Point(var x, _), Point(_, long y)) when x < await(s.of(y)) -> x + await(s.of("-")) + y; case Line _ -> "line"; case Point(_, _) when await(s.of(false)) -> "never"; case Point(_, var y) -> y + await(s.of("y")); default -> "other"; });
  }

  @Coroutine CompletionStage<String> unnamedVariables(Stages s) { String r = ""; var _ = await(s.of("ignored")); for (var _ : List.of(1, 2)) r += await(s.of("x")); for (int i = 0, _ = s.log(9); i < await(s.of(2)); i++) r += i; BiFunction<Integer, Integer, CompletionStage<Integer>> f = (a, _) -> completedFuture(a + await(s.of(1))); return completedFuture(r + await(f.apply(1, 2))); }

  @Coroutine CompletionStage<String> unnamedException(Stages s) { try { await(s.failed(new IllegalStateException("x"))); return completedFuture("no"); } catch (IllegalStateException _) { return completedFuture("caught" + await(s.of(1))); } finally { await(s.of("f")); } }

  @Coroutine CompletionStage<String> unnamedResource(Stages s) throws Exception { try (AutoCloseable _ = () -> s.log("closed")) { return completedFuture(await(s.of("in"))); } }

  @Coroutine CompletionStage<String> flexible(Stages s) { Flexible f = new Flexible(s, await(s.of("t"))); return completedFuture(f.text + await(f.later.get())); }
}
