package dev.coriolis;

import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A child of a scope: the stage of a coroutine that the scope outlives.
 *
 * <p>A failure of it that nobody has looked at surfaces at the end of the scope.
 */
final class Fork<T extends @Nullable Object> extends WatchedFuture<T> {
  private final Children siblings;

  /** What was started; null while the call that starts it has not returned. */
  private volatile @Nullable CompletableFuture<?> stage;

  Fork(Children siblings) {
    this.siblings = siblings;
  }

  /** Starts the coroutine, as by a call. The caller has entered for it. */
  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  void start(Callable<? extends CompletionStage<? extends T>> coroutine) {
    CompletableFuture<T> future;
    try {
      CompletionStage<? extends T> started = coroutine.call();
      future = (CompletableFuture<T>) Frames.future(Frames.started(started));
    } catch (Throwable thrown) {
      future = CompletableFuture.failedFuture(thrown);
    }
    stage = future;
    if (!future.isDone()) {
      siblings.started(this);
      if (isCancelRequested()) {
        Failures.current().cancel(future);
      }
    }
    CompletableFuture<T> awaited = future;
    Frames.tell(awaited, this, () -> Trampoline.run(() -> settleAs(awaited)));
  }

  private void settleAs(CompletableFuture<T> ended) {
    try {
      if (ended.isCompletedExceptionally()) {
        fail(Frames.failure(ended));
      } else {
        complete(ended.join());
      }
    } finally {
      siblings.ended(this);
      siblings.leave();
    }
  }

  private void fail(Throwable failure) {
    boolean wasAsked = isCancelRequested() || siblings.isEnding();
    if (!(wasAsked && Frames.isMereCancellation(failure))) {
      // Before anybody can know of it: who waits for the end of the scope must find it.
      siblings.failed(this);
    }
    completeExceptionally(failure);
  }

  /** Asks the child to end; it completes when it has. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    Trampoline.run(this::cancelStage);
    return true;
  }

  private void cancelStage() {
    CompletableFuture<?> started = stage;
    if (started != null) {
      Failures.current().cancel(started);
    }
  }

  /** Reports the failure at once, unless somebody has looked at it. */
  void report() {
    if (!isSeen()) {
      Failures.current().report(String.valueOf(origin()), Frames.failure(this));
    }
  }

  /** The scope has taken it already: it shows at the next join, or at the end of the scope. */
  @Override
  protected void unseen(Throwable failure) {}

  @Override
  protected Object origin() {
    return stage instanceof WatchedFuture<?> coroutine
        ? originOf(coroutine)
        : "what was started in a scope";
  }
}
