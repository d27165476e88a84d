package dev.coriolis.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for a few instructions: whoever finds it taken tries again, and does not sleep.
 *
 * <p>It guards links and counters. No user code runs under it and no future is completed, so it is free
 * again at once, and an event loop may take it. It knows no owner: a second {@link #lock} by the same
 * thread would never return. One atomic instruction for both calls makes it half as dear as a monitor.
 */
final class SpinLock {
  /** After so many looks the holder has lost its core, and gets the chance to go on. */
  private static final int LOOKS_BEFORE_YIELD = 128;

  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile boolean held;

  /** Takes the lock. */
  void lock() {
    if (!HELD.compareAndSet(this, false, true)) {
      contend();
    }
  }

  private void contend() {
    int looks = 0;
    do {
      while (held) {
        if (++looks < LOOKS_BEFORE_YIELD) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    } while (!HELD.compareAndSet(this, false, true));
  }

  /** Gives the lock back. */
  void unlock() {
    HELD.setRelease(this, false);
  }
}
