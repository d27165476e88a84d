package dev.coriolis.soak;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.adapt.Publishers;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Scenarios of generators and of publishers that are coroutines. */
final class EmittingScenarios {
  private final AtomicInteger openGenerators = new AtomicInteger();

  /** Adds the scenarios, by name. */
  void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("generator", (world, chaos) -> generated(chaos));
    scenarios.put("publisher", (world, chaos) -> published(chaos));
  }

  @Coroutine
  private CompletionStage<Integer> generated(Chaos chaos) throws Exception {
    int sum = 0;
    try (Generator<Integer, Void> numbers = numbers(chaos.upTo(10))) {
      while (numbers.hasNext() && !chaos.oneIn(8)) {
        sum += numbers.next();
        await(chaos.pause());
        chaos.mayFail(16);
      }
    }
    return completedFuture(sum);
  }

  @Coroutine
  private Generator<Integer, Void> numbers(int count) {
    openGenerators.incrementAndGet();
    try {
      for (int i = 0; i < count; i++) {
        emit(i);
      }
      return end();
    } finally {
      openGenerators.decrementAndGet();
    }
  }

  @Coroutine
  private CompletionStage<Integer> published(Chaos chaos) throws Exception {
    Flow.Publisher<Integer> numbers = numbersLater(chaos.split());
    if (chaos.oneIn(3)) {
      return completedFuture(await(Publishers.first(numbers)));
    }
    if (chaos.oneIn(2)) {
      return completedFuture(await(Publishers.list(numbers)).size());
    }
    Chaos work = chaos.split();
    await(Publishers.each(numbers, number -> {
      await(work.pause());
      work.mayFail(16);
      return done();
    }));
    return completedFuture(0);
  }

  @Coroutine
  private static Flow.Publisher<Integer> numbersLater(Chaos chaos) throws Chaos.Wanted {
    // Not later: a subscriber that has cancelled hears of no failure, and so it is reported.
    chaos.mayFail(8);
    for (int i = chaos.upTo(5); i > 0; i--) {
      await(chaos.pause());
      emit(i);
    }
    return end();
  }

  /** Takes down generators whose finally blocks have not run. */
  void check(World world) {
    if (openGenerators.get() != 0) {
      world.find(openGenerators + " generators are open at the end", null);
    }
  }
}
