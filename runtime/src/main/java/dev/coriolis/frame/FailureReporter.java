package dev.coriolis.frame;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reports failures when their grace is over or their future is unreachable, on a daemon thread that
 * lives as long as there are any.
 */
final class FailureReporter implements Runnable {
  private static final Duration LONGEST_GRACE = Duration.ofNanos(Long.MAX_VALUE / 4);

  /** The clock begins at 0, so deadlines compare without overflow. */
  private static final long ORIGIN = System.nanoTime();

  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
  private final Set<Failures> active = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /** Until when the thread sleeps. */
  private volatile long wakeUp = Long.MAX_VALUE;

  /** Whether a nudge is in the queue. */
  private final AtomicBoolean nudged = new AtomicBoolean();

  /** An entry of the queue that means no more than "look at the deadlines". */
  private static final class Nudge extends WeakReference<Object> {
    Nudge(ReferenceQueue<Object> queue) {
      super(queue, queue);
    }
  }

  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  static long deadline(Duration grace) {
    return now() + (grace.compareTo(LONGEST_GRACE) < 0 ? grace : LONGEST_GRACE).toNanos();
  }

  UnseenFailure unseen(WatchedFuture<?> future, Throwable failure, Failures owner, long deadline) {
    return new UnseenFailure(future, failure, owner, unreachable, deadline);
  }

  /** Sees to it that the owner is asked for overdue failures in time. */
  void expect(Failures owner, long deadline) {
    active.add(owner);
    if (thread.get() == null) {
      start();
    } else if (deadline < wakeUp && nudged.compareAndSet(false, true)) {
      new Nudge(unreachable).enqueue();
    }
  }

  /** Does not ask the owner any more, unless it has got a failure meanwhile. */
  void forget(Failures owner) {
    active.remove(owner);
    if (!owner.isEmpty()) {
      active.add(owner);
    }
  }

  private void start() {
    // Small stack, and no thread locals of whoever happened to fail first.
    Thread created = new Thread(null, this, "coriolis-failures", 0, false);
    created.setDaemon(true);
    created.setContextClassLoader(null);
    if (thread.compareAndSet(null, created)) {
      created.start();
    }
  }

  @Override
  public void run() {
    Thread exit = new Thread(null, this::flush, "coriolis-failures-exit", 0, false);
    boolean hooked = hook(exit);
    try {
      do {
        reportUntilIdle();
        thread.set(null);
        // Whoever came in between has seen this thread, and started no other.
      } while (!active.isEmpty() && thread.compareAndSet(null, Thread.currentThread()));
    } finally {
      if (hooked) {
        unhook(exit);
      }
    }
  }

  private void reportUntilIdle() {
    while (!active.isEmpty()) {
      long next = Long.MAX_VALUE;
      nudged.set(false);
      // While it is set so, a new deadline leads to a nudge.
      wakeUp = Long.MAX_VALUE;
      for (Failures each : active) {
        active.remove(each);
        long nextOfEach = each.reportOverdue(now());
        if (nextOfEach < Long.MAX_VALUE) {
          active.add(each);
          next = Math.min(next, nextOfEach);
        }
      }
      if (next < Long.MAX_VALUE) {
        wakeUp = next;
        reportUnreachable(next);
      }
    }
  }

  /** Reports failures whose futures become unreachable, until it is time, or there is a nudge. */
  private void reportUnreachable(long until) {
    for (long left = until - now(); left > 0; left = until - now()) {
      Reference<?> gone = remove(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      if (!(gone instanceof UnseenFailure unseen)) {
        return;
      }
      unseen.report();
    }
  }

  private @Nullable Reference<?> remove(long millis) {
    try {
      return unreachable.remove(millis);
    } catch (InterruptedException e) {
      // Nobody has a reason to: look at the deadlines, and go on.
      return null;
    }
  }

  private void flush() {
    active.forEach(Failures::flush);
  }

  private static boolean hook(Thread exit) {
    try {
      Runtime.getRuntime().addShutdownHook(exit);
      return true;
    } catch (IllegalStateException e) {
      return false; // the process ends already
    }
  }

  private static void unhook(Thread exit) {
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      // The process ends, and the hook runs.
    }
  }
}
