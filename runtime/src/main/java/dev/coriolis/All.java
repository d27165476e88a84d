package dev.coriolis;

import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The stage of all values of some stages; completes when the last of them has. */
final class All<T extends @Nullable Object> extends WatchedFuture<List<T>> {
  private final List<CompletableFuture<T>> futures = new ArrayList<>();
  private final AtomicInteger open;

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  All(Collection<? extends CompletionStage<? extends T>> stages) {
    for (CompletionStage<? extends T> stage : stages) {
      futures.add((CompletableFuture<T>) stage.toCompletableFuture());
    }
    open = new AtomicInteger(futures.size() + 1);
  }

  All<T> start() {
    for (CompletableFuture<T> future : futures) {
      future.whenComplete((value, failure) -> countDown());
    }
    countDown();
    return this;
  }

  private void countDown() {
    if (open.decrementAndGet() > 0) {
      return;
    }
    List<T> values = new ArrayList<>(futures.size());
    Throwable first = null;
    for (CompletableFuture<T> future : futures) {
      Throwable failure = future.isCompletedExceptionally() ? Frames.failure(future) : null;
      if (failure == null) {
        values.add(future.join());
      } else if (first == null) {
        first = failure;
      } else if (failure != first && !Frames.isMereCancellation(failure)) {
        first.addSuppressed(failure);
      }
    }
    if (first == null) {
      complete(Collections.unmodifiableList(values));
    } else {
      completeExceptionally(first);
    }
  }

  @Override
  protected Object origin() {
    return "all of " + futures.size() + " stages";
  }

  /** Asks every stage to end; this one ends when the last of them has. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    requestCancel();
    futures.forEach(future -> future.cancel(mayInterruptIfRunning));
    return true;
  }
}
