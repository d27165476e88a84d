package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/** What a {@link LinkedFuture} tells that it is complete. */
public interface Waiter {

  /** Tells it, once, on the thread that has completed the future. */
  void wake();

  /** Returns the future that it completes when it has been told, or null: whoever awaits that waits here, too. */
  default @Nullable LinkedFuture<?> completes() {
    return null;
  }

  /** Returns whether it counts as somebody who looks at a failure. */
  default boolean looks() {
    return true;
  }
}
