package dev.coriolis.benchmarks.coroutines;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes who wants a state machine and no library: a future with a state, that wakes the
 * one that waits for it.
 *
 * <p>It is the limit, not a way to work: for one thread only, without failures and cancellation.
 */
abstract class HandFrame<T> extends CompletableFuture<T>
    implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  int state;
  private @Nullable HandFrame<?> waiter;

  /** Goes on at {@link #state} with what was awaited. */
  abstract void resume(Object value);

  final void await(CompletableFuture<?> future) {
    if (future instanceof HandFrame<?> frame) {
      frame.waiter = this;
    } else {
      future.whenComplete(this);
    }
  }

  @Override
  public final void accept(@Nullable Object value, @Nullable Throwable failure) {
    if (value != null) {
      resume(value);
    }
  }

  final void end(T value) {
    complete(value);
    HandFrame<?> waiting = waiter;
    if (waiting != null) {
      waiting.resume(value);
    }
  }

  /** A source that wakes its waiter. */
  static final class Source extends HandFrame<Integer> {
    @Override
    void resume(Object value) {
      end((Integer) value);
    }
  }
}
