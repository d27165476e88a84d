package dev.coriolis.frame;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Frame} that asks its run to end, or throws something in its midst.
 *
 * <p>The order is the same for all who ask: first the mark that says what is due, then a look at what is
 * awaited. A run that is being suspended writes what it awaits first, and looks at the marks then. So one
 * of the two cancels the awaited stage, and the run is resumed to find what is due.
 */
abstract class InterruptibleFuture<T extends @Nullable Object> extends WatchedFuture<T> {

  /** Returns what the run awaits; a completed future while it runs. */
  abstract CompletableFuture<?> awaited();

  /** Returns whether something is to be thrown in the body. */
  final boolean isInterruptDue() {
    return has(CANCEL_DUE | INTERRUPT_DUE);
  }

  /** Returns what is delivered, to a run in which something is to be thrown, in place of what has failed. */
  final CompletableFuture<?> interrupted(CompletableFuture<?> failed) {
    Throwable failure = Frames.failure(failed);
    Throwable thrown = takeDue(failure);
    if (thrown != failure && !(failure instanceof CancellationException)) {
      // It has failed in its cleaning up, or by chance at this time: that must not be lost.
      thrown.addSuppressed(failure);
    }
    return thrown == failure ? failed : failedFuture(thrown);
  }

  private Throwable takeDue(Throwable failure) {
    int due = unmark(CANCEL_DUE | INTERRUPT_DUE);
    boolean isCancelled = (due & CANCEL_DUE) != 0;
    Interruption interruption = (due & INTERRUPT_DUE) == 0 ? null : takeInterruption();
    if (!isCancelled) {
      remark();
      return interruption == null ? failure : interruption.reason();
    }
    // It cleans up in peace, whatever else was due.
    while (interruption != null) {
      interruption = takeInterruption();
    }
    return failure instanceof CancellationException
        ? failure
        : new CancellationException("the coroutine was cancelled");
  }

  /** Unlinks the reason that came first, and returns it; null if there is none. */
  private @Nullable Interruption takeInterruption() {
    Interruption first = Interruption.of(this);
    if (first != null) {
      removeWaiter(first);
    }
    return first;
  }

  /** Sees to it that further reasons are thrown, too. Called when the mark was taken away. */
  private void remark() {
    if (Interruption.of(this) != null) {
      mark(INTERRUPT_DUE);
    }
  }

  /**
   * Asks the run to end: cancels what the innermost coroutine awaits, and throws a {@link
   * CancellationException} at each suspension point on the way up.
   *
   * <p>It is asked once. A later call changes nothing, so the body can clean up in peace.
   *
   * @return whether the run had not ended yet; it may still end as it likes
   */
  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    askToEnd();
    return true;
  }

  private void askToEnd() {
    if (markUnless(ASKED, ASKED | CANCEL_DUE)) {
      cancelAwaited(CANCEL_DUE);
    }
  }

  /**
   * Throws an exception in the body, at its suspension point or the next one: a cancellation with a
   * reason, after which the body may go on. What is awaited is cancelled. Several reasons are thrown one at
   * each suspension, in their order; a cancellation that is still to be thrown stands for all of them.
   *
   * @return false if the run has ended
   */
  public final boolean interrupt(Throwable reason) {
    if (!addWaiter(new Interruption(reason))) {
      return false;
    }
    // Otherwise what is awaited was cancelled by who came before.
    if ((mark(INTERRUPT_DUE) & (CANCEL_DUE | INTERRUPT_DUE)) == 0) {
      cancelAwaited(INTERRUPT_DUE);
    }
    return true;
  }

  /**
   * Takes the reason of {@link #interrupt} back. Called by the body.
   *
   * @return false if it was thrown already, or nobody gave it
   */
  public final boolean revoke(Throwable reason) {
    Interruption interruption = Interruption.of(this, reason);
    if (interruption == null) {
      return false;
    }
    removeWaiter(interruption);
    unmark(INTERRUPT_DUE);
    remark();
    return true;
  }

  /** Cancels what is awaited, down to the innermost stage, as long as that is still due. */
  private void cancelAwaited(int due) {
    CompletableFuture<?> target = awaited();
    // If it is not due any more, it has been thrown, and what is awaited now is cleaning up.
    boolean stillDue = has(due);
    while (stillDue && target instanceof InterruptibleFuture<?> run) {
      stillDue = run.markUnless(ASKED, ASKED | CANCEL_DUE);
      target = run.awaited();
      stillDue = stillDue && run.has(CANCEL_DUE);
    }
    // What is done already, as NOTHING is, is not changed by it.
    if (stillDue) {
      failures().cancel(target);
    }
  }

  /** Decides the result in place of the body, which is asked to end; what it returns is dropped. */
  @Override
  public final boolean complete(T value) {
    boolean decided = super.complete(value);
    if (decided) {
      askToEnd();
    }
    return decided;
  }

  /** Decides the result in place of the body, which is asked to end. */
  @Override
  public final boolean completeExceptionally(Throwable failure) {
    boolean decided = super.completeExceptionally(failure);
    if (decided) {
      askToEnd();
    }
    return decided;
  }
}
