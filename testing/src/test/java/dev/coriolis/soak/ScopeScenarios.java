package dev.coriolis.soak;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.each;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Scenarios of scopes, of limited time, and of stages that compete. */
final class ScopeScenarios {
  private final AtomicInteger children = new AtomicInteger();

  /** Adds the scenarios, by name. */
  void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("scope", this::inScope);
    scenarios.put("scope with a deadline", this::inTime);
    scenarios.put("timeout", (world, chaos) -> timed(chaos));
    scenarios.put("race", (world, chaos) -> raced(chaos));
    scenarios.put("each", (world, chaos) -> forEach(chaos));
  }

  @Coroutine
  private CompletionStage<Integer> child(Chaos chaos) throws Exception {
    children.incrementAndGet();
    try {
      return completedFuture(await(chaos.nested(chaos.upTo(3))));
    } finally {
      children.decrementAndGet();
    }
  }

  @Coroutine
  private CompletionStage<Integer> inScope(World world, Chaos chaos) throws Exception {
    AtomicInteger own = new AtomicInteger();
    try (Scope scope = Scope.open()) {
      for (int i = chaos.upTo(4); i > 0; i--) {
        Chaos ofChild = chaos.split();
        scope.fork(() -> counted(own, ofChild));
      }
      await(chaos.pause());
      chaos.mayFail(8);
      if (chaos.oneIn(2)) {
        await(scope.join());
      }
    } finally {
      if (own.get() != 0) {
        world.find(own + " children have outlived their scope", null);
      }
    }
    return completedFuture(own.get());
  }

  @Coroutine
  private CompletionStage<Integer> counted(AtomicInteger own, Chaos chaos) throws Exception {
    own.incrementAndGet();
    try {
      return completedFuture(await(child(chaos)));
    } finally {
      own.decrementAndGet();
    }
  }

  @Coroutine
  private CompletionStage<Integer> inTime(World world, Chaos chaos) throws Exception {
    int value = 0;
    try (Scope scope = Scope.open(chaos.shortTime())) {
      Chaos ofChild = chaos.split();
      var forked = scope.fork(() -> child(ofChild));
      await(chaos.pause());
      value = await(forked);
    }
    return completedFuture(value);
  }

  @Coroutine
  private CompletionStage<Integer> timed(Chaos chaos) throws Exception {
    return completedFuture(await(timeout(chaos.shortTime(), child(chaos.split()))));
  }

  @Coroutine
  private CompletionStage<Integer> raced(Chaos chaos) throws Exception {
    Chaos first = chaos.split();
    await(race(List.of(racer(first), racer(chaos.split()), racer(chaos.split()))));
    chaos.mayFail(8);
    return completedFuture(1);
  }

  /** Never fails by itself: a loser that does is reported, for its failure has nowhere else to go. */
  @Coroutine
  private CompletionStage<Integer> racer(Chaos chaos) {
    children.incrementAndGet();
    try {
      await(chaos.pause());
      await(chaos.pause());
      return completedFuture(1);
    } finally {
      // First, as the await may throw a cancellation.
      children.decrementAndGet();
      if (chaos.oneIn(3)) {
        await(chaos.pause());
      }
    }
  }

  @Coroutine
  private CompletionStage<Integer> forEach(Chaos chaos) {
    List<Integer> numbers = IntStream.range(0, chaos.upTo(6)).boxed().toList();
    await(each(numbers, 2, number -> started(chaos.split())));
    return completedFuture(numbers.size());
  }

  /** A coroutine declares what it throws, but throws nothing at its caller. */
  private CompletionStage<Integer> started(Chaos chaos) {
    try {
      return child(chaos);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Takes down children that have not ended. */
  void check(World world) {
    if (children.get() != 0) {
      world.find(children + " children have not ended", null);
    }
  }
}
