package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The coroutines that the races are about. */
final class Races {
  private Races() {}

  /** Returns what a stage has, plus one. */
  @Coroutine
  static CompletionStage<Integer> plusOne(CompletionStage<Integer> stage) {
    return completedFuture(await(stage) + 1);
  }

  /** Returns what a stage has; awaits another one then, whatever came. */
  @Coroutine
  static CompletionStage<Integer> cleaningUp(
      CompletionStage<Integer> stage, CompletionStage<Integer> cleaning) {
    try {
      return completedFuture(await(stage));
    } finally {
      await(cleaning);
    }
  }

  /** Returns what two stages have, one after the other. */
  @Coroutine
  static CompletionStage<Integer> both(
      CompletionStage<Integer> first, CompletionStage<Integer> second) {
    int value = await(first);
    return completedFuture(value + await(second));
  }

  /** Returns how a run has ended: its value, -1 for a cancellation, -2 for a failure, 0 for not at all. */
  static int end(CompletionStage<Integer> run) {
    CompletableFuture<Integer> future = run.toCompletableFuture();
    if (!future.isDone()) {
      return 0;
    }
    return future.isCancelled() ? -1 : future.isCompletedExceptionally() ? -2 : future.join();
  }
}
