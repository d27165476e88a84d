package dev.coriolis.benchmarks.coroutines;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** The works as chains of {@code thenCompose}. */
final class Stages {
  private CompletableFuture<Integer> pending = completedFuture(0);

  static CompletableFuture<Long> addAll(CompletableFuture<Integer>[] complete, int count) {
    CompletableFuture<Long> sum = completedFuture(0L);
    for (int i = 0; i < count; i++) {
      sum = sum.thenCombine(complete[i & (complete.length - 1)], (total, value) -> total + value);
    }
    return sum;
  }

  static CompletableFuture<Integer> descend(int depth, CompletableFuture<Integer> innermost) {
    return depth == 0
        ? innermost.thenApply(value -> value)
        : descend(depth - 1, innermost).thenApply(value -> value + 1);
  }

  CompletableFuture<Long> suspend(int count, String text) {
    return step(0, count, text, 0, 0);
  }

  private CompletableFuture<Long> step(int i, int count, String text, long sum, double mean) {
    if (i == count) {
      return completedFuture(sum + (long) mean);
    }
    pending = new CompletableFuture<>();
    return pending.thenCompose(value ->
        step(i + 1, count, text, sum + value + text.length(), mean + (value - mean) / (i + 1)));
  }

  CompletableFuture<Integer> pending() {
    return pending;
  }
}
