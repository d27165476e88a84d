package dev.coriolis.benchmarks.coroutines;

import java.util.concurrent.CompletableFuture;

/**
 * Two threads that pass numbers by a field, and look at nothing else: what the processors take for it.
 *
 * <p>Each round trip hands the cache line of the field over twice. Whatever is between two threads takes at
 * least as long.
 */
final class BareThreads {
  private volatile long passed = -1;

  static long pingPong(int count) {
    BareThreads field = new BareThreads();
    CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> field.answer(count));
    long sum = field.ask(count);
    echo.join();
    return sum;
  }

  /** Passes the even numbers. */
  private long ask(int count) {
    long sum = 0;
    for (long i = 0; i < count; i++) {
      passed = 2 * i;
      awaitNumber(2 * i + 1);
      sum += i + 1;
    }
    return sum;
  }

  /** Passes the odd numbers. */
  private void answer(int count) {
    for (long i = 0; i < count; i++) {
      awaitNumber(2 * i);
      passed = 2 * i + 1;
    }
  }

  private void awaitNumber(long number) {
    while (passed != number) {
      Thread.onSpinWait();
    }
  }
}
