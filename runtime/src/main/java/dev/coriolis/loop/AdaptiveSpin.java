package dev.coriolis.loop;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks out for a task of another thread for a moment, before a loop goes to sleep. Two loops that talk to
 * each other would else be woken for each message, which takes longer than most answers.
 *
 * <p>It spins only if the last sleeps were short. Whenever a spin is in vain, it takes twice as many short
 * sleeps until the next one, so that little time is lost where tasks come late. A loop that is woken by its
 * sockets never spins.
 *
 * <p><b>Threads:</b> the loop's.
 */
final class AdaptiveSpin {
  /** No spin is longer: about what it costs two threads if one sleeps and the other wakes it. */
  static final long LONGEST_NANOS = 20_000;

  /** A sleep that a task ends within that time was short; the wake-up is part of it. */
  static final long SHORT_SLEEP_NANOS = 200_000;

  /** After so long the loop looks at its sockets again, though there are tasks. */
  static final long LONGEST_NEGLECT_NANOS = 100_000;

  /** With it, spins in vain take about a hundredth of the time. */
  static final int MOST_SLEEPS_BEFORE_SPIN = 64;

  /** After so many spins of which each has found a task, those in vain are forgiven. */
  static final int TASKS_TO_FORGIVE = 16;

  /** So often it looks for a task before it looks at the clock. */
  private static final int LOOKS_PER_TIME = 64;

  private final BooleanSupplier hasTask;
  private final LongSupplier clock;
  private final boolean isPossible;

  /** So many short sleeps are to come before the next spin. */
  private int sleepsBeforeSpin = 1;

  /** What that number will be after a spin in vain. */
  private int penalty = 1;

  private int foundInARow;

  /** Whether a task has ended the last sleep: otherwise it is not worth a look at the clock for the next. */
  private boolean isMeasuring;

  private long asleepSince;
  private long lookedAtSockets;

  /** Spins on several processors only: on one, nobody else runs meanwhile. */
  AdaptiveSpin(BooleanSupplier hasTask, LongSupplier clock, int processors) {
    this.hasTask = hasTask;
    this.clock = clock;
    this.isPossible = processors > 1;
    this.lookedAtSockets = clock.getAsLong();
  }

  /** Returns whether there is a task, perhaps after a moment. If not, the loop looks at its sockets. */
  boolean findsTask() {
    if (sleepsBeforeSpin > 0 || !isPossible) {
      return false;
    }
    long now = clock.getAsLong();
    if (now - lookedAtSockets > LONGEST_NEGLECT_NANOS) {
      lookedAtSockets = now;
      return false;
    }
    if (spin(now)) {
      foundInARow++;
      if (foundInARow == TASKS_TO_FORGIVE) {
        penalty = 1;
      }
      return true;
    }
    foundInARow = 0;
    sleepsBeforeSpin = penalty;
    penalty = Math.min(2 * penalty, MOST_SLEEPS_BEFORE_SPIN);
    return false;
  }

  private boolean spin(long start) {
    do {
      for (int looks = 0; looks < LOOKS_PER_TIME; looks++) {
        if (hasTask.getAsBoolean()) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (clock.getAsLong() - start < LONGEST_NANOS);
    return false;
  }

  /** Notes that the loop goes to sleep. */
  void sleeps() {
    if (isMeasuring) {
      asleepSince = clock.getAsLong();
    }
  }

  /** Notes that a task has woken the loop. */
  void wokenByTask() {
    if (isMeasuring
        && sleepsBeforeSpin > 0
        && clock.getAsLong() - asleepSince < SHORT_SLEEP_NANOS) {
      sleepsBeforeSpin--;
    }
    isMeasuring = true;
  }

  /** Notes that a socket has woken the loop. */
  void wokenBySocket() {
    isMeasuring = false;
  }
}
