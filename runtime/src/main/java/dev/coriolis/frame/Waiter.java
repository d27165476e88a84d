package dev.coriolis.frame;

/** What a {@link LinkedFuture} tells that it is complete. */
public interface Waiter {

  /** Tells it, once, on the thread that has completed the future. */
  void wake();

  /** Returns whether it counts as somebody who looks at a failure. */
  default boolean looks() {
    return true;
  }
}
