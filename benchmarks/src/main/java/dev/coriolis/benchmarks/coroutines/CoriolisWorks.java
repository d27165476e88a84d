package dev.coriolis.benchmarks.coroutines;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The works as a user of Coriolis writes them. */
final class CoriolisWorks {
  private final Supplier<CompletableFuture<Integer>> sources;
  private CompletableFuture<Integer> pending = completedFuture(0);

  CoriolisWorks(Supplier<CompletableFuture<Integer>> sources) {
    this.sources = sources;
  }

  @Coroutine
  static CompletableFuture<Long> addAll(CompletableFuture<Integer>[] complete, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += await(complete[i & (complete.length - 1)]);
    }
    return completedFuture(sum);
  }

  @Coroutine
  static CompletableFuture<Integer> descend(int depth, CompletableFuture<Integer> innermost) {
    if (depth == 0) {
      return completedFuture(await(innermost));
    }
    return completedFuture(await(descend(depth - 1, innermost)) + 1);
  }

  @Coroutine
  CompletableFuture<Long> suspend(int count, String text) {
    long sum = 0;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      pending = sources.get();
      int value = await(pending);
      sum += value + text.length();
      mean += (value - mean) / (i + 1);
    }
    return completedFuture(sum + (long) mean);
  }

  CompletableFuture<Integer> pending() {
    return pending;
  }

  @Coroutine
  static CompletableFuture<Long> hot(int[] numbers, CompletableFuture<Integer> rare) {
    long sum = 0;
    for (int number : numbers) {
      if (number < 0) {
        sum += await(rare);
      }
      sum += number ^ (sum >>> 3);
    }
    return completedFuture(sum);
  }
}
