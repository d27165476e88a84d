package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Suspends one coroutine ten million times; {@link FrameMemoryTest} runs it in a small heap. */
final class PendingLoop {
  private static final int ROUNDS = 10_000_000;

  private CompletableFuture<Integer> next = new CompletableFuture<>();

  @Coroutine
  private CompletionStage<Long> sum() {
    long sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      sum += await(next);
    }
    return completedFuture(sum);
  }

  public static void main(String[] arguments) {
    PendingLoop loop = new PendingLoop();
    CompletableFuture<Long> sum = loop.sum().toCompletableFuture();
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> current = loop.next;
      loop.next = new CompletableFuture<>();
      current.complete(1);
    }
    if (sum.join() != ROUNDS) {
      throw new AssertionError(sum);
    }
  }
}
