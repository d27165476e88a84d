package dev.coriolis;

import dev.coriolis.frame.WatchedFuture;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The stage of somebody who waits until nothing runs in a scope.
 *
 * <p><b>Cancellation:</b> it asks everything in the scope to end, and completes when it has: so the end
 * of the wait is the end of what was waited for, in any case.
 */
abstract class Wait<T extends @Nullable Object> extends WatchedFuture<T> {
  private final Children children;
  private final String origin;

  Wait(Children children, String origin) {
    this.children = children;
    this.origin = origin;
  }

  /** Begins to wait. */
  final Wait<T> start() {
    children.whenIdle(this::tell);
    return this;
  }

  private void tell() {
    // If somebody else has completed it, nobody can hear from it of what has failed.
    if (isCancelRequested() || isDone()) {
      endCancelled();
    } else {
      end();
    }
  }

  /** Completes this stage: nothing runs. */
  abstract void end();

  /** Completes this stage, which was cancelled unless it is complete; what has failed is left for the end of the scope. */
  void endCancelled() {
    completeExceptionally(new CancellationException("a wait for the end of a scope was cancelled"));
  }

  final void completeOrFail(T value, @Nullable Throwable failure) {
    if (failure == null) {
      complete(value);
    } else {
      completeExceptionally(failure);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    Trampoline.run(children::end);
    return true;
  }

  @Override
  protected Object origin() {
    return origin;
  }
}
