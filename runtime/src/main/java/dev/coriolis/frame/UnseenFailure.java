package dev.coriolis.frame;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A failure that nobody has looked at yet. It is settled once: somebody looks, or it is reported.
 *
 * <p>It refers to the future weakly, and so finds out when nobody can look any more.
 */
final class UnseenFailure extends WeakReference<WatchedFuture<?>> {
  private final Failures owner;
  private final Object origin;
  private final Throwable failure;
  private final long deadline;
  private final AtomicBoolean settled = new AtomicBoolean();

  /** The failure before this one; while this is in the stack of its owner, nobody changes it. */
  @Nullable
  UnseenFailure next;

  UnseenFailure(
      WatchedFuture<?> future,
      Throwable failure,
      Failures owner,
      ReferenceQueue<? super WatchedFuture<?>> unreachable,
      long deadline) {
    super(future, unreachable);
    this.owner = owner;
    this.origin = future.origin();
    this.failure = failure;
    this.deadline = deadline;
  }

  long deadline() {
    return deadline;
  }

  boolean isSettled() {
    return settled.get();
  }

  /** Notes that somebody has looked. */
  void see() {
    settled.set(true);
    clear();
  }

  /** Reports the failure, unless it is settled. */
  void report() {
    if (!settled.getAndSet(true)) {
      clear();
      owner.report(origin.toString(), failure);
    }
  }
}
