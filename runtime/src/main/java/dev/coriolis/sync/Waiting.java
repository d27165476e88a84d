package dev.coriolis.sync;

import dev.coriolis.frame.LinkedFuture;
import org.jspecify.annotations.Nullable;

/**
 * A caller that waits: the stage that it was given, and its own place in the {@link Line}.
 *
 * <pre>
 *               poll                        grant
 *   IN LINE ------------> (on its way) ------------> complete
 *      |
 *      | cancel, or completed from outside
 *      v
 *   complete
 * </pre>
 *
 * <p>Whoever takes it out of the line, under the lock, is the one who completes it. So a cancellation
 * either has taken nothing, or comes too late and returns false.
 */
abstract class Waiting<T extends @Nullable Object> extends LinkedFuture<T> {
  private final Line<?> line;

  /** Its neighbours, guarded by the lock of the line. Outside of a line, the previous one is itself. */
  @Nullable
  Waiting<?> previous = this;

  @Nullable
  Waiting<?> next;

  /** Creates a caller that is about to stand in {@code line}. */
  Waiting(Line<?> line) {
    this.line = line;
  }

  /** Gives it what it has waited for. Called by whoever took it out of the line, without the lock. */
  final void grant(T value) {
    Completions.complete(this, value);
  }

  /** Ends its wait with a failure. Called by whoever took it out of the line, without the lock. */
  final void refuse(Throwable failure) {
    Completions.fail(this, failure);
  }

  /** Completes it here and now. */
  final void settle(T value) {
    super.complete(value);
  }

  /** Fails it here and now. */
  final void settleFailed(Throwable failure) {
    super.completeExceptionally(failure);
  }

  /** Says that it has left the line without a grant: there may be something for those behind it. */
  void left() {}

  @Override
  public final boolean complete(T value) {
    if (!line.remove(this)) {
      return false;
    }
    super.complete(value);
    left();
    return true;
  }

  @Override
  public final boolean completeExceptionally(Throwable failure) {
    if (!line.remove(this)) {
      return false;
    }
    super.completeExceptionally(failure);
    left();
    return true;
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    if (!line.remove(this)) {
      return isCancelled();
    }
    super.cancel(mayInterruptIfRunning);
    left();
    return true;
  }
}
