package dev.coriolis;

import dev.coriolis.frame.Alarm;
import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The stage of another that has some time only: when it is over, that is cancelled, and this completes
 * when it has ended.
 *
 * <pre>
 *                  ends                                  value or failure: the same
 *   WAITING ----------------------------------------->   cancelled: the same
 *      |
 *      | time is over: cancel      ends                  value or failure: the same
 *      +-----------------> EXPIRED ------------------->  cancelled: TimeoutException
 * </pre>
 *
 * <p>A value wins, even late: it may be a lock or a connection that nobody else could give back.
 */
final class Timeout<T extends @Nullable Object> extends WatchedFuture<T> {
  private final CompletableFuture<T> stage;
  private final Duration duration;

  /** Whether the stage was asked to end. It is once, not to be disturbed in its cleaning up. */
  private final AtomicBoolean asked = new AtomicBoolean();

  private volatile boolean expired;
  private Dispatcher.@Nullable Timer timer;

  private Timeout(CompletableFuture<T> stage, Duration duration) {
    this.stage = stage;
    this.duration = duration;
  }

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  static <T extends @Nullable Object> CompletableFuture<T> of(
      Duration duration, CompletionStage<? extends T> stage) {
    CompletableFuture<T> future = (CompletableFuture<T>) Combined.future(stage);
    return future.isDone() ? future : new Timeout<>(future, duration).start(duration);
  }

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  static <T extends @Nullable Object> CompletableFuture<T> of(
      Duration duration, Callable<? extends CompletionStage<? extends T>> coroutine) {
    Deadline deadline = Deadline.after(duration);
    Context context = deadline.bind(Context.current());
    CompletionStage<? extends T> stage;
    try {
      stage = context.<@Nullable CompletionStage<? extends T>>call(coroutine);
    } catch (Throwable failure) {
      return Frames.failed(failure);
    }
    CompletableFuture<T> future = (CompletableFuture<T>) Combined.future(Frames.started(stage));
    // What the call itself took is gone, as the deadline says that the coroutine sees.
    return future.isDone() ? future : new Timeout<>(future, duration).start(deadline.timeLeft());
  }

  private Timeout<T> start(Duration left) {
    try {
      timer = Alarm.set(Dispatcher.current(), left, this::expire);
    } catch (RejectedExecutionException e) {
      // On a closed loop time does not pass: what would never be stopped must not go on.
      Failures.current().cancel(stage);
      throw e;
    }
    Frames.tell(stage, this, () -> Trampoline.run(this::end));
    return this;
  }

  private void expire() {
    if (asked.compareAndSet(false, true)) {
      expired = true;
      Failures.current().cancel(stage);
    }
  }

  private void end() {
    if (timer != null) {
      timer.cancel();
    }
    if (!stage.isCompletedExceptionally()) {
      complete(stage.join());
      return;
    }
    Throwable failure = Frames.failure(stage);
    completeExceptionally(
        expired && failure instanceof CancellationException ? exceeded(failure) : failure);
  }

  private TimeoutException exceeded(Throwable cancellation) {
    TimeoutException exceeded = Deadline.exceeded(duration);
    if (!Frames.isMereCancellation(cancellation)) {
      exceeded.initCause(cancellation);
    }
    return exceeded;
  }

  /** Asks the other stage to end; this one completes when it has. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    if (asked.compareAndSet(false, true)) {
      Trampoline.run(() -> Failures.current().cancel(stage));
    }
    return true;
  }

  @Override
  public void discard() {
    Frames.discard(stage);
  }

  @Override
  protected Object origin() {
    return "what had " + duration + " of time";
  }
}
