package dev.coriolis.loop;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that was handed to a loop, and the future of its result.
 *
 * <p><b>Cancellation:</b> as of a coroutine: it asks the coroutine to end, and completes when that has.
 */
final class Launch<T extends @Nullable Object> extends WatchedFuture<T> implements Runnable {
  private final Callable<? extends CompletionStage<? extends T>> body;
  private final LoopDispatcher loop;
  private final Context context;
  private final Launches open;

  /** What the body returned; touched by the loop's thread only. */
  private @Nullable CompletionStage<? extends T> stage;

  Launch(
      Callable<? extends CompletionStage<? extends T>> body, LoopDispatcher loop, Launches open) {
    this.body = body;
    this.loop = loop;
    this.context = Context.captured().on(loop);
    this.open = open;
  }

  /** Starts the coroutine, on the loop's thread. */
  @Override
  public void run() {
    if (isDone()) {
      return;
    }
    try {
      CompletionStage<? extends T> started = context.call(body);
      if (started == null) {
        throw new NullPointerException("what was launched returned null instead of a stage");
      }
      stage = started;
      started.whenComplete(this::settle);
    } catch (Throwable failure) {
      end(failure);
    }
  }

  private void settle(T value, @Nullable Throwable failure) {
    if (failure == null) {
      complete(value);
      open.remove(this);
    } else {
      end(failure);
    }
  }

  private void end(Throwable failure) {
    completeExceptionally(Frames.unwrapped(failure));
    open.remove(this);
  }

  @Override
  protected Object origin() {
    return stage instanceof WatchedFuture<?> coroutine
        ? WatchedFuture.originOf(coroutine)
        : "what was launched by " + body;
  }

  @Override
  protected Failures failures() {
    return loop.failures();
  }

  /** Fails what the end of the loop has left without a result. */
  void abandon() {
    requestCancel();
    completeExceptionally(new CancellationException("the event loop was closed"));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    try {
      loop.dispatch(this::cancelInLoop);
    } catch (RejectedExecutionException e) {
      abandon();
    }
    return true;
  }

  private void cancelInLoop() {
    if (stage == null) {
      super.cancel(true);
      open.remove(this);
    } else {
      stage.toCompletableFuture().cancel(true);
    }
  }
}
