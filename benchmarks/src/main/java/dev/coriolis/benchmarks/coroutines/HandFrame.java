package dev.coriolis.benchmarks.coroutines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes who wants a state machine and no library: a future with a state, that wakes the
 * one that waits for it.
 *
 * <p>It is the limit, not a way to work: for one thread only, without failures and cancellation. A subclass
 * may link {@linkplain #linkSafely safely}, for frames that are completed by another thread.
 */
abstract class HandFrame<T> extends CompletableFuture<T>
    implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private static final VarHandle WAITER;

  static {
    try {
      WAITER = MethodHandles.lookup().findVarHandle(HandFrame.class, "waiter", HandFrame.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  int state;
  private @Nullable HandFrame<?> waiter;

  /** Goes on at {@link #state} with what was awaited. */
  abstract void resume(Object value);

  final void await(CompletableFuture<?> future) {
    if (!(future instanceof HandFrame<?> frame)) {
      future.whenComplete(this);
    } else if (!frame.link(this)) {
      resume(frame.join());
    }
  }

  /** Keeps the one that waits; returns false if there is nothing to wait for any more. */
  boolean link(HandFrame<?> frame) {
    waiter = frame;
    return true;
  }

  /** Returns the one that waits, or null; the frame is complete. */
  @Nullable
  HandFrame<?> waiter() {
    return waiter;
  }

  /** Like {@link #link}, whichever thread completes this frame. */
  final boolean linkSafely(HandFrame<?> frame) {
    WAITER.setVolatile(this, frame);
    return !isDone() || !WAITER.compareAndSet(this, frame, null);
  }

  /** Like {@link #waiter}, for frames that are linked safely. */
  final @Nullable HandFrame<?> takeSafely() {
    return (HandFrame<?>) WAITER.getAndSet(this, null);
  }

  @Override
  public final void accept(@Nullable Object value, @Nullable Throwable failure) {
    if (value != null) {
      resume(value);
    }
  }

  final void end(T value) {
    complete(value);
    HandFrame<?> waiting = waiter();
    if (waiting != null) {
      waiting.resume(value);
    }
  }

  /** A source that wakes its waiter. */
  static class Source extends HandFrame<Integer> {
    @Override
    final void resume(Object value) {
      end((Integer) value);
    }
  }

  /** A source that any thread may complete. */
  static final class SafeSource extends Source {
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
}
