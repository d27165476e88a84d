package dev.coriolis.testing;

import dev.coriolis.frame.Dispatcher;
import java.time.Duration;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link VirtualTimeLoop} has still to run, and the time on its clock.
 *
 * <p>The order is decided by two things only: the order in which tasks were added, and {@link Ready}.
 *
 * <p><b>Threads:</b> any; guarded by itself. Nothing of others runs under the lock.
 */
final class Agenda {
  private static final Comparator<Due> BY_TIME =
      Comparator.comparingLong(Due::at).thenComparingLong(Due::number);

  private final Ready ready;
  private final SortedSet<Due> timers = new TreeSet<>(BY_TIME);

  private long now;
  private long lastNumber;

  /** How much work is done by other threads, which will bring something back. */
  private int outside;

  /** Whether anything was added since the last look. */
  private boolean changed;

  Agenda(Ready ready) {
    this.ready = ready;
  }

  /** A task that waits for its time. */
  private final class Due implements Runnable, Dispatcher.Timer {
    private final long at;
    private final long number;
    private final Runnable task;
    private boolean cancelled;

    Due(long at, long number, Runnable task) {
      this.at = at;
      this.number = number;
      this.task = task;
    }

    long at() {
      return at;
    }

    long number() {
      return number;
    }

    @Override
    public void run() {
      if (!isCancelled()) {
        task.run();
      }
    }

    private boolean isCancelled() {
      synchronized (Agenda.this) {
        return cancelled;
      }
    }

    /** It may be ready already: then it is left out when its turn comes. */
    @Override
    public void cancel() {
      synchronized (Agenda.this) {
        cancelled = true;
        timers.remove(this);
      }
    }
  }

  synchronized void add(Runnable task) {
    ready.add(task);
    wake();
  }

  private void wake() {
    changed = true;
    notifyAll();
  }

  synchronized Dispatcher.Timer schedule(Duration delay, Runnable task) {
    Due due = new Due(after(delay), lastNumber++, task);
    timers.add(due);
    wake();
    return due;
  }

  /** Returns when {@code delay} will have passed; the end of time, if that is later. */
  synchronized long after(Duration delay) {
    if (delay.isNegative()) {
      return now;
    }
    long left = Long.MAX_VALUE - now;
    return delay.compareTo(Duration.ofNanos(left)) < 0 ? now + delay.toNanos() : Long.MAX_VALUE;
  }

  synchronized long now() {
    return now;
  }

  /** Takes what is to run next at this time, or returns null if nothing is. */
  synchronized @Nullable Runnable next() {
    for (Due due = firstTimer(); due != null && due.at <= now; due = firstTimer()) {
      timers.remove(due);
      ready.add(due);
    }
    changed = false;
    return ready.take();
  }

  /** Moves the clock to the next timer, unless that is after {@code limit}; returns whether it did. */
  synchronized boolean jump(long limit) {
    Due due = firstTimer();
    if (due == null || due.at > limit) {
      return false;
    }
    now = due.at;
    return true;
  }

  /** Moves the clock on; there is no timer up to then. */
  synchronized void moveTo(long time) {
    now = Math.max(now, time);
  }

  private @Nullable Due firstTimer() {
    return timers.isEmpty() ? null : timers.first();
  }

  /** Notes that another thread has begun something, the end of which is to be waited for. */
  synchronized void leave() {
    outside++;
  }

  /** Notes that what {@link #leave} has begun is done, and has added all that it brings back. */
  synchronized void comeBack() {
    outside--;
    wake();
  }

  /**
   * Waits until something has changed since {@link #next} found nothing; returns false, and does not
   * wait, if nothing has and no other thread is at work.
   */
  synchronized boolean awaitOthers() throws InterruptedException {
    if (outside == 0 && !changed) {
      return false;
    }
    while (!changed) {
      wait();
    }
    return true;
  }
}
