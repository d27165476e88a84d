package dev.coriolis.adapt;

import dev.coriolis.frame.LinkedFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The stage of a future of another library, which is told when that is done.
 *
 * <p><b>Cancellation:</b> cancels that future, which in turn completes this stage; one that refuses to
 * be cancelled is left to itself.
 */
final class Source<T extends @Nullable Object> extends LinkedFuture<T> {
  private final Future<?> future;

  Source(Future<?> future) {
    this.future = future;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    future.cancel(mayInterruptIfRunning);
    return super.cancel(mayInterruptIfRunning) || isCancelled();
  }
}
