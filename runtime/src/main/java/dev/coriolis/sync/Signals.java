package dev.coriolis.sync;

import org.jspecify.annotations.Nullable;

/** Callers that wait for one thing to happen, for several of them or for all. */
final class Signals {
  private final SpinLock guard;
  private final Line<Signal> line;

  /** The number of the next caller; it may overflow. */
  private int next;

  /** Creates an empty line that {@code guard} guards. */
  Signals(SpinLock guard) {
    this.guard = guard;
    this.line = new Line<>(guard);
  }

  /** Returns a caller that waits from now on. Called under the lock. */
  Signal add() {
    Signal caller = new Signal(line, next++);
    line.add(caller);
    return caller;
  }

  /** Returns the number of the next caller, to name all before it. Called under the lock. */
  int next() {
    return next;
  }

  /**
   * Lets {@code count} of the callers before {@code end} go on, in their order. Called without the lock,
   * and takes it for each one: however many wait, nobody else has to.
   */
  void give(int count, int end) {
    Signal caller = pollBefore(end);
    for (int left = count - 1; caller != null; left--) {
      caller.grant(null);
      caller = left > 0 ? pollBefore(end) : null;
    }
  }

  private @Nullable Signal pollBefore(int end) {
    guard.lock();
    try {
      Signal first = line.first();
      return first == null || first.number - end >= 0 ? null : line.poll();
    } finally {
      guard.unlock();
    }
  }
}
