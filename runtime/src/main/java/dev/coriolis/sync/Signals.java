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
   * Lets all callers before {@code end} go on, in their order. Called without the lock, and takes it for
   * each one: however many wait, nobody else has to.
   */
  void giveAll(int end) {
    for (Signal caller = pollBefore(end, null); caller != null; caller = pollBefore(end, null)) {
      caller.grant(null);
    }
  }

  /**
   * Lets {@code count} of the callers before {@code end} go on; one that has no use for it leaves it to the
   * next. Otherwise like {@link #giveAll}.
   */
  void give(int count, int end) {
    for (int left = count; left > 0; left--) {
      Signal caller = pollBefore(end, this);
      if (caller == null) {
        return;
      }
      caller.grant(null);
    }
  }

  private @Nullable Signal pollBefore(int end, @Nullable Signals source) {
    guard.lock();
    try {
      Signal first = line.first();
      if (first == null || first.number - end >= 0) {
        return null;
      }
      first.source = source;
      return line.poll();
    } finally {
      guard.unlock();
    }
  }

  /** Gives the signal of a caller that cannot use it to the one that has waited longest. */
  void passOn(Signal from) {
    int end;
    guard.lock();
    try {
      if (from.source == null) {
        return;
      }
      from.source = null;
      end = next;
    } finally {
      guard.unlock();
    }
    give(1, end);
  }
}
