package dev.coriolis.loop;

import dev.coriolis.frame.Fairness;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all loops from outside, on one daemon thread: which turns take too long for the others, and
 * which block their loop.
 *
 * <p>It looks every 10 ms while a loop has something to do, and once a second otherwise: a loop that
 * begins to work wakes it, unless the two just miss each other. The thread begins with the first loop and
 * ends with the last one.
 *
 * <p><b>Threads:</b> any.
 */
final class LoopMonitor {
  /** The one for all loops. */
  static final LoopMonitor SHARED = new LoopMonitor();

  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration REST = Duration.ofSeconds(1);

  /** After so many ticks without work it rests. */
  private static final int TICKS_BEFORE_REST = 100;

  private final Set<RowWatch> watches = ConcurrentHashMap.newKeySet();

  /** Whether the thread looks only once a second. */
  private volatile boolean resting;

  /** Null while there is nothing to watch; guarded by this. */
  private @Nullable Thread thread;

  synchronized void add(RowWatch watch) {
    watches.add(watch);
    if (thread == null) {
      // No thread locals and no class loader of whoever happens to make the first loop.
      thread = new Thread(null, this::watch, "coriolis-loop-monitor", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  synchronized void remove(RowWatch watch) {
    watches.remove(watch);
    LockSupport.unpark(thread);
  }

  /** Returns the thread that looks, or null where there is nothing to look at. */
  synchronized @Nullable Thread thread() {
    return thread;
  }

  /** Called by a loop when a row begins. */
  void workBegins() {
    if (resting) {
      resting = false;
      wake();
    }
  }

  private synchronized void wake() {
    LockSupport.unpark(thread);
  }

  private void watch() {
    int idleTicks = 0;
    long last = System.nanoTime();
    while (!ended()) {
      idleTicks = anyBusy() ? 0 : idleTicks + 1;
      resting = idleTicks > TICKS_BEFORE_REST;
      LockSupport.parkNanos(this, (resting ? REST : TICK).toNanos());
      long now = System.nanoTime();
      look(now - last);
      last = now;
    }
  }

  private synchronized boolean ended() {
    if (!watches.isEmpty()) {
      return false;
    }
    Fairness.turnOff();
    thread = null;
    return true;
  }

  private boolean anyBusy() {
    boolean busy = false;
    for (RowWatch watch : watches) {
      busy |= watch.hasWorked();
    }
    return busy;
  }

  private void look(long elapsed) {
    // More has passed only if this thread did not run either: the machine stood still, not a loop.
    long counted = Math.min(elapsed, TICK.toNanos() * 5);
    boolean overdue = false;
    for (RowWatch watch : watches) {
      overdue |= watch.look(counted);
    }
    if (overdue) {
      Fairness.turnOn();
    } else {
      Fairness.turnOff();
    }
  }
}
