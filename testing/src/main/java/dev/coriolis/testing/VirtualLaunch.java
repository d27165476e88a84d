package dev.coriolis.testing;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that was handed to a {@link VirtualTimeLoop}, and the future of its result.
 *
 * <p><b>Cancellation:</b> as of a coroutine: it asks the coroutine to end, and completes when that has.
 * One that is cancelled before its first turn never starts.
 */
final class VirtualLaunch<T extends @Nullable Object> extends WatchedFuture<T> implements Runnable {
  private final Callable<? extends CompletionStage<? extends T>> body;
  private final VirtualTimeLoop loop;
  private final Context context;

  /** Set by a cancellation that comes before the first turn. */
  private volatile boolean cancelled;

  /** What the body returned; touched in turns of the loop only. */
  private @Nullable CompletionStage<? extends T> stage;

  VirtualLaunch(Callable<? extends CompletionStage<? extends T>> body, VirtualTimeLoop loop) {
    this.body = body;
    this.loop = loop;
    this.context = Context.captured().on(loop);
  }

  /** Starts the coroutine, in a turn of the loop. */
  @Override
  public void run() {
    if (cancelled) {
      super.cancel(true);
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
      completeExceptionally(failure);
    }
  }

  private void settle(T value, @Nullable Throwable failure) {
    if (failure == null) {
      complete(value);
    } else {
      completeExceptionally(Frames.unwrapped(failure));
    }
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

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    cancelled = true;
    requestCancel();
    loop.dispatch(this::cancelInLoop);
    return true;
  }

  private void cancelInLoop() {
    if (stage != null) {
      stage.toCompletableFuture().cancel(true);
    }
  }

  /** Returns the value of a future that is done, or throws its failure as it is. */
  static <T extends @Nullable Object> T resultOf(CompletableFuture<T> done) {
    Throwable failure =
        done.<@Nullable Throwable>handle((value, thrown) -> thrown).join();
    if (failure != null) {
      throw VirtualLaunch.<RuntimeException>unchecked(failure);
    }
    return done.join();
  }

  @SuppressWarnings("unchecked") // the type is erased: what is thrown is what was given
  static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
