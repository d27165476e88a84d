package dev.coriolis.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** What is measured, as a user of ea-async writes it. */
public final class EaWorks {
  private CompletableFuture<Integer> pending = new CompletableFuture<>();

  /** Creates the state of one run. */
  public EaWorks() {}

  /** Adds the values of stages that are complete, awaiting each. */
  public static CompletableFuture<Long> addAll(CompletableFuture<Integer>[] complete, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += await(complete[i & (complete.length - 1)]);
    }
    return completedFuture(sum);
  }

  /** Calls itself {@code depth} times, and adds one on each way back. */
  public static CompletableFuture<Integer> descend(
      int depth, CompletableFuture<Integer> innermost) {
    if (depth == 0) {
      return completedFuture(await(innermost));
    }
    return completedFuture(await(descend(depth - 1, innermost)) + 1);
  }

  /** Suspends {@code count} times with five live variables. */
  public CompletableFuture<Long> suspend(int count, String text) {
    long sum = 0;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      pending = new CompletableFuture<>();
      int value = await(pending);
      sum += value + text.length();
      mean += (value - mean) / (i + 1);
    }
    return completedFuture(sum + (long) mean);
  }

  /** Returns what the run awaits. */
  public CompletableFuture<Integer> pending() {
    return pending;
  }
}
