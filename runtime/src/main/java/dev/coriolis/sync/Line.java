package dev.coriolis.sync;

import org.jspecify.annotations.Nullable;

/**
 * Callers that wait, served in the order in which they came.
 *
 * <p>The links are in the callers themselves, so that one that is cancelled leaves at once, from
 * anywhere in the line. Several lines may share a lock.
 */
final class Line<W extends Waiting<?>> {
  private final SpinLock lock;
  private @Nullable W first;
  private @Nullable W last;
  private int size;

  /** Creates an empty line that {@code lock} guards: all methods but {@link #remove} are called under it. */
  Line(SpinLock lock) {
    this.lock = lock;
  }

  boolean isEmpty() {
    return first == null;
  }

  int size() {
    return size;
  }

  /** Returns who is to be served next, or null. */
  @Nullable
  W first() {
    return first;
  }

  /** Puts a caller at the end. */
  void add(W caller) {
    caller.previous = last;
    if (last == null) {
      first = caller;
    } else {
      last.next = caller;
    }
    last = caller;
    size++;
  }

  /** Takes out who is to be served next, and returns it; null if nobody waits. */
  @Nullable
  W poll() {
    W caller = first;
    if (caller != null) {
      unlink(caller);
    }
    return caller;
  }

  /** Takes a caller out, and returns whether it was in the line. Takes the lock. */
  boolean remove(Waiting<?> caller) {
    lock.lock();
    try {
      if (caller.previous == caller) {
        return false;
      }
      unlink(caller);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("unchecked") // only callers of this type are added
  private void unlink(Waiting<?> caller) {
    Waiting<?> before = caller.previous;
    Waiting<?> behind = caller.next;
    if (before == null) {
      first = (W) behind;
    } else {
      before.next = behind;
    }
    if (behind == null) {
      last = (W) before;
    } else {
      behind.previous = before;
    }
    caller.previous = caller;
    caller.next = null;
    size--;
  }
}
