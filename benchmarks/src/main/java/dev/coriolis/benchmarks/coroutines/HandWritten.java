package dev.coriolis.benchmarks.coroutines;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** State machines by hand, each with a frame that is made at its first suspension. */
final class HandWritten {
  private HandWritten() {}

  static CompletableFuture<Long> addAll(CompletableFuture<Integer>[] complete, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> stage = complete[i & (complete.length - 1)];
      if (!stage.isDone()) {
        throw new IllegalStateException("stage " + i + " must be complete");
      }
      sum += stage.join();
    }
    return completedFuture(sum);
  }

  static CompletableFuture<Integer> descend(int depth, CompletableFuture<Integer> innermost) {
    CompletableFuture<Integer> inner = depth == 0 ? innermost : descend(depth - 1, innermost);
    int more = depth == 0 ? 0 : 1;
    return inner.isDone() ? completedFuture(inner.join() + more) : new Descent(inner, more);
  }

  /** The same with frames that any thread may complete. */
  static CompletableFuture<Integer> descendSafely(int depth, CompletableFuture<Integer> innermost) {
    CompletableFuture<Integer> inner = depth == 0 ? innermost : descendSafely(depth - 1, innermost);
    int more = depth == 0 ? 0 : 1;
    return inner.isDone() ? completedFuture(inner.join() + more) : new SafeDescent(inner, more);
  }

  /** A suspended call of {@link #descend}. */
  private static class Descent extends HandFrame<Integer> {
    private final int more;

    Descent(CompletableFuture<Integer> inner, int more) {
      this.more = more;
      await(inner);
    }

    @Override
    final void resume(Object value) {
      end((Integer) value + more);
    }
  }

  /** A suspended call of {@link #descendSafely}. */
  private static final class SafeDescent extends Descent {
    SafeDescent(CompletableFuture<Integer> inner, int more) {
      super(inner, more);
    }

    @Override
    boolean link(HandFrame<?> frame) {
      return linkSafely(frame);
    }

    @Override
    @Nullable
    HandFrame<?> waiter() {
      return takeSafely();
    }
  }

  /** Suspends again and again; all its variables are fields, and state 1 is the only one. */
  static final class Suspending extends HandFrame<Long> {
    private final Supplier<CompletableFuture<Integer>> sources;
    private final int count;
    private final String text;
    private CompletableFuture<Integer> pending = completedFuture(0);
    private long sum;
    private double mean;
    private int i;

    Suspending(Supplier<CompletableFuture<Integer>> sources, int count, String text) {
      this.sources = sources;
      this.count = count;
      this.text = text;
    }

    Suspending start() {
      next();
      return this;
    }

    CompletableFuture<Integer> pending() {
      return pending;
    }

    private void next() {
      if (i == count) {
        end(sum + (long) mean);
        return;
      }
      state = 1;
      pending = sources.get();
      await(pending);
    }

    @Override
    void resume(Object awaited) {
      int value = (Integer) awaited;
      sum += value + text.length();
      mean += (value - mean) / (i + 1);
      i++;
      next();
    }
  }

  /** The loop without the await: what the compiler makes of it is the limit. */
  static long hot(int[] numbers) {
    long sum = 0;
    for (int number : numbers) {
      sum += number ^ (sum >>> 3);
    }
    return sum;
  }
}
