package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/**
 * What is to be thrown in the body of a frame that is no cancellation: the time of a scope is over. It is
 * linked to the frame as a waiter, because hardly any frame has one, and a field would cost them all.
 */
record Interruption(Throwable reason) implements Waiter {

  /** Returns the one that was linked to the frame first, or null. */
  static @Nullable Interruption of(LinkedFuture<?> frame) {
    return of(frame, null);
  }

  /** Returns the one with this reason, null for any; or null if none is linked to the frame. */
  static @Nullable Interruption of(LinkedFuture<?> frame, @Nullable Throwable reason) {
    Interruption first = null;
    for (Object rest = frame.waiters(); rest != null; rest = LinkedFuture.next(rest)) {
      if (LinkedFuture.first(rest) instanceof Interruption found
          && (reason == null || found.reason == reason)) {
        first = found;
      }
    }
    return first;
  }

  /** The frame has ended, and it came too late. */
  @Override
  public void wake() {}

  @Override
  public boolean looks() {
    return false;
  }
}
