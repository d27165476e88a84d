package dev.coriolis;

import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stage made of others, which completes when the last of them has: so nothing of it goes on behind the
 * back of whoever awaits it.
 *
 * <p><b>Cancellation:</b> it asks every part to end, and completes when the last of them has.
 */
abstract class Combined<T extends @Nullable Object, R extends @Nullable Object>
    extends WatchedFuture<R> {
  private final List<CompletableFuture<T>> parts;
  private final AtomicInteger open;

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  Combined(Collection<? extends CompletionStage<? extends T>> stages) {
    parts = new ArrayList<>(stages.size());
    for (CompletionStage<? extends T> stage : stages) {
      parts.add((CompletableFuture<T>) future(stage));
    }
    // One more, for start: the end of the last part must not come before all are known.
    open = new AtomicInteger(parts.size() + 1);
  }

  /** Returns the stage as a future, to attach to it and to cancel it. */
  static CompletableFuture<?> future(CompletionStage<?> stage) {
    return Frames.future(Objects.requireNonNull(stage, "there is null where a stage is expected"));
  }

  /** Begins to wait. */
  final Combined<T, R> start() {
    for (CompletableFuture<T> part : parts) {
      Frames.tell(part, this, () -> Trampoline.run(() -> end(part)));
    }
    countDown();
    return this;
  }

  private void end(CompletableFuture<T> part) {
    partEnded(part);
    countDown();
  }

  private void countDown() {
    if (open.decrementAndGet() == 0) {
      allEnded();
    }
  }

  final List<CompletableFuture<T>> parts() {
    return parts;
  }

  /** Hears of the end of each part, on the thread that ends it. */
  void partEnded(CompletableFuture<T> part) {}

  /** Completes this stage: all parts are complete. */
  abstract void allEnded();

  /** Asks every part but one to end. */
  final void cancelParts(@Nullable CompletableFuture<T> except) {
    for (CompletableFuture<T> part : parts) {
      if (part != except) {
        Failures.current().cancel(part);
      }
    }
  }

  /**
   * Fails with the failure of this part, or else with the first in the order of the parts, and has the
   * others as suppressed ones. There must be one.
   */
  final void failWithParts(@Nullable CompletableFuture<T> preferred) {
    Failing failing = new Failing();
    if (preferred != null) {
      failing.settle(Frames.failure(preferred));
    }
    for (CompletableFuture<T> part : parts) {
      if (part.isCompletedExceptionally()) {
        failing.add(Frames.failure(part));
      }
    }
    completeExceptionally(Objects.requireNonNull(failing.first()));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    Trampoline.run(() -> cancelParts(null));
    return true;
  }
}
