package dev.coriolis.sync;

import java.time.Duration;
import java.util.Locale;

/**
 * How many permits have come together by now, by a clock of nanoseconds.
 *
 * <p>It counts in parts of a permit, so small that each nanosecond brings a whole number of them: nothing is
 * rounded, and nothing drifts. Not safe for use by several threads.
 */
final class Bucket {
  /** How late a timer may be without a loss for those who wait. */
  private static final long LATE_NANOS = 10_000_000;

  private final int partsPerNano;
  private final long partsPerPermit;
  private final long capacity;
  private final long capacityOfLate;
  private long parts;
  private long filled;

  /**
   * Creates a full bucket that gets {@code permits} in each {@code period}, and holds {@code burst}.
   *
   * @throws IllegalArgumentException if one of them is not positive, or the numbers are too large
   */
  Bucket(int permits, Duration period, int burst, long now) {
    if (permits <= 0 || burst <= 0 || period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException(String.format(
          Locale.ROOT,
          "permits, period and burst must be positive, were %d, %s and %d",
          permits,
          period,
          burst));
    }
    try {
      partsPerNano = permits;
      partsPerPermit = period.toNanos();
      capacity = Math.multiplyExact(partsPerPermit, burst);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a burst of " + burst + " permits takes longer than 292 years at one per " + period, e);
    }
    long late = Math.max(partsPerPermit, LATE_NANOS * partsPerNano);
    capacityOfLate = capacity > Long.MAX_VALUE - late ? Long.MAX_VALUE : capacity + late;
    parts = capacity;
    filled = now;
  }

  /** Adds what has come until {@code now}, and nobody has waited for. */
  void fill(long now) {
    fill(now, capacity);
  }

  /**
   * Adds what has come until {@code now} for those who wait. They would have taken it in time: so it is kept
   * beyond the burst, for one permit or 10 ms. With less, a rate would sink by what timers are late.
   */
  void fillForWaiting(long now) {
    fill(now, capacityOfLate);
  }

  private void fill(long now, long most) {
    long elapsed = Math.max(0, now - filled);
    long missing = Math.max(0, most - parts);
    filled += elapsed;
    parts =
        elapsed > missing / partsPerNano ? most : Math.min(most, parts + elapsed * partsPerNano);
  }

  /** Takes permits, if there are so many; returns whether it did. */
  boolean take(int permits) {
    long price = permits * partsPerPermit;
    if (price > parts) {
      return false;
    }
    parts -= price;
    return true;
  }

  /** Returns after how many nanoseconds there will be so many permits more than have been taken. */
  long nanosUntil(int permits) {
    long missing = permits * partsPerPermit - parts;
    return missing <= 0 ? 0 : (missing - 1) / partsPerNano + 1;
  }

  /** Returns about how long it takes to get so many permits, which may be more than it holds. */
  long nanosUntilAbout(long permits) {
    return (long) Math.max(0, ((double) permits * partsPerPermit - parts) / partsPerNano);
  }
}
