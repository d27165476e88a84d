package dev.coriolis.soak;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.adapt.Publishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** The list of scenarios. */
final class Scenarios {
  private Scenarios() {}

  /** Returns all of them, by name. */
  static Map<String, Scenario> byName() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("nested calls", (world, chaos) -> chaos.nested(chaos.upTo(6)));
    scenarios.put("all of some", (world, chaos) -> allOfSome(chaos));
    scenarios.put("offloaded work", (world, chaos) -> offloaded(chaos));
    scenarios.put("the other loop", Scenarios::otherLoop);
    scenarios.put("elements of a publisher", (world, chaos) -> elements(chaos));
    return scenarios;
  }

  @Coroutine
  private static CompletionStage<Integer> allOfSome(Chaos chaos) throws Exception {
    List<CompletionStage<Integer>> stages = new ArrayList<>();
    for (int i = chaos.upTo(4); i > 0; i--) {
      stages.add(chaos.split().nested(i));
    }
    // No await in between: whoever is cancelled there leaves failures behind that nobody looks at.
    return completedFuture(await(all(stages)).size());
  }

  @Coroutine
  private static CompletionStage<Integer> offloaded(Chaos chaos) throws Exception {
    long nanos = chaos.shortTime().toNanos();
    boolean fails = chaos.oneIn(4);
    boolean opened = await(offload(() -> {
      // Nobody opens it: it blocks until its time is over, or it is interrupted.
      boolean early = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
      if (fails) {
        throw new Chaos.Wanted();
      }
      return early;
    }));
    return completedFuture(opened ? 1 : 0);
  }

  /** Starts a coroutine on the other loop, and awaits it here. */
  @Coroutine
  private static CompletionStage<Integer> otherLoop(World world, Chaos chaos) throws Exception {
    Chaos there = chaos.split();
    CompletableFuture<Integer> launched =
        world.otherLoop().launch(() -> there.nested(there.upTo(3)));
    try {
      await(chaos.pause());
      chaos.mayFail(8);
      return completedFuture(await(launched));
    } finally {
      launched.cancel(true);
      await(launched.handle((value, failure) -> value));
    }
  }

  @Coroutine
  private static CompletionStage<Integer> elements(Chaos chaos) throws Exception {
    int[] sum = new int[1];
    CompletableFuture<Void> each;
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>()) {
      each = Publishers.each(source, number -> {
        await(chaos.pause());
        chaos.mayFail(16);
        sum[0] += number;
        return completedFuture(null);
      });
      for (int i = chaos.upTo(4); i > 0; i--) {
        source.submit(i);
      }
    }
    await(each);
    return completedFuture(sum[0]);
  }
}
