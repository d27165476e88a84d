package dev.coriolis.sync;

import dev.coriolis.frame.Alarm;
import dev.coriolis.frame.Dispatcher;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls pass in a time, and makes the others wait.
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.of(10, Duration.ofSeconds(1));
 * await(limiter.acquire());
 * HttpResponse response = await(client.fetch(uri)); // 10 of them each second, evenly
 * }</pre>
 *
 * <p>Permits come one by one, at equal distances. Those that nobody takes are kept, up to the number called
 * {@code burst}; a new limiter has as many. Permits are not given back. Callers who wait get theirs when it
 * is due or later, and make up for timers that are late, by up to 10 ms or one permit.
 *
 * <p>Callers are served in the order in which they asked; one that asks for many permits is not overtaken by
 * one that asks for few, nor by {@link #tryAcquire}.
 *
 * <p><b>Threads:</b> any; those of several loops may share a limiter. A caller on a loop waits by a timer of
 * that loop. The clock is that of the loop on which the limiter was made, otherwise {@link System#nanoTime}.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled leaves the line and takes no permit; those behind it
 * move up. Nothing is kept of it, and no timer.
 */
public final class RateLimiter {
  private final SpinLock guard = new SpinLock();
  private final Line<Caller> line = new Line<>(guard);
  private final LongSupplier clock;
  private final int burst;

  /** Guarded, and so is the following. */
  private final Bucket bucket;

  /** How many permits those in the line ask for. */
  private long asked;

  /** A caller that waits for its permits. */
  private static final class Caller extends Waiting<@Nullable Void> {
    private final RateLimiter limiter;
    private final int permits;
    private final @Nullable Dispatcher dispatcher = Dispatcher.current();

    /** When it has a look at the bucket, and the timer for it. Guarded. */
    private long wakes;

    private Dispatcher.@Nullable Timer timer;

    Caller(RateLimiter limiter, int permits) {
      super(limiter.line);
      this.limiter = limiter;
      this.permits = permits;
    }

    @Override
    void left() {
      limiter.gone(this);
      limiter.serve();
    }
  }

  private RateLimiter(int permits, Duration period, int burst, LongSupplier clock) {
    this.clock = clock;
    this.burst = burst;
    this.bucket = new Bucket(permits, period, burst, clock.getAsLong());
  }

  /**
   * Returns a limiter of so many permits in each period, and a burst of 1.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public static RateLimiter of(int permits, Duration period) {
    return of(permits, period, 1);
  }

  /**
   * Returns a limiter of so many permits in each period, which keeps up to {@code burst} that were not taken.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public static RateLimiter of(int permits, Duration period, int burst) {
    Dispatcher dispatcher = Dispatcher.current();
    return of(permits, period, burst, dispatcher == null ? System::nanoTime : dispatcher::nanoTime);
  }

  /**
   * Returns a limiter that reads the time, in nanoseconds, from {@code clock}. It never goes back, and agrees
   * with the timers of the loops on which callers wait.
   *
   * @throws IllegalArgumentException if one of the numbers is not positive
   */
  public static RateLimiter of(int permits, Duration period, int burst, LongSupplier clock) {
    return new RateLimiter(permits, period, burst, Objects.requireNonNull(clock, "clock"));
  }

  /** Takes a permit, once there is one for this caller. */
  public CompletionStage<@Nullable Void> acquire() {
    return acquire(1);
  }

  /**
   * Takes several permits at once, when there are so many.
   *
   * @throws IllegalArgumentException if {@code permits} is not positive, or more than the burst
   */
  public CompletionStage<@Nullable Void> acquire(int permits) {
    long now = clock.getAsLong();
    Caller caller;
    long nanos;
    guard.lock();
    try {
      if (takeNow(permits, now)) {
        return Given.NOTHING;
      }
      caller = new Caller(this, permits);
      line.add(caller);
      asked += permits;
      nanos = bucket.nanosUntilAbout(asked);
      caller.wakes = now + nanos;
    } finally {
      guard.unlock();
    }
    setTimer(caller, nanos);
    return caller;
  }

  /** Takes a permit if there is one and nobody waits for it, without waiting; returns whether it did. */
  public boolean tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * Takes several permits if there are so many and nobody waits, without waiting; returns whether it did.
   *
   * @throws IllegalArgumentException as {@link #acquire(int)}
   */
  public boolean tryAcquire(int permits) {
    long now = clock.getAsLong();
    guard.lock();
    try {
      return takeNow(permits, now);
    } finally {
      guard.unlock();
    }
  }

  private boolean takeNow(int permits, long now) {
    if (permits <= 0 || permits > burst) {
      throw new IllegalArgumentException(
          "permits must be from 1 to the burst, which is " + burst + ", was " + permits);
    }
    if (line.isEmpty()) {
      bucket.fill(now);
      return bucket.take(permits);
    }
    bucket.fillForWaiting(now);
    return false;
  }

  /** Lets those go on for whom there are permits, and sees to it that somebody looks again in time. */
  private void serve() {
    for (Caller next = pollServed(); next != null; next = pollServed()) {
      gone(next);
      next.grant(null);
    }
  }

  /** Takes out who is first, with its permits, if there are so many; otherwise sets its timer. */
  private @Nullable Caller pollServed() {
    long now = clock.getAsLong();
    Caller first;
    long nanos;
    guard.lock();
    try {
      first = line.first();
      if (first == null) {
        return null;
      }
      bucket.fillForWaiting(now);
      if (bucket.take(first.permits)) {
        return line.poll();
      }
      nanos = bucket.nanosUntil(first.permits);
      if (first.timer != null && first.wakes - now <= nanos) {
        return null;
      }
      first.wakes = now + nanos;
    } finally {
      guard.unlock();
    }
    setTimer(first, nanos);
    return null;
  }

  private void setTimer(Caller caller, long nanos) {
    Dispatcher.Timer timer;
    try {
      timer = Alarm.set(caller.dispatcher, Duration.ofNanos(nanos), () -> wake(caller));
    } catch (RejectedExecutionException e) {
      // Its loop is gone, so it cannot go on; those behind it can.
      caller.completeExceptionally(e);
      return;
    }
    Dispatcher.Timer useless;
    guard.lock();
    try {
      boolean waits = caller.previous != caller;
      useless = waits ? caller.timer : timer;
      caller.timer = waits ? timer : null;
    } finally {
      guard.unlock();
    }
    if (useless != null) {
      useless.cancel();
    }
  }

  /** Looks at the bucket for everybody, as the loop of somebody before this caller may have ended. */
  private void wake(Caller caller) {
    guard.lock();
    try {
      caller.timer = null;
    } finally {
      guard.unlock();
    }
    serve();
  }

  /** Forgets a caller that has left the line. */
  private void gone(Caller caller) {
    Dispatcher.Timer timer;
    guard.lock();
    try {
      asked -= caller.permits;
      timer = caller.timer;
      caller.timer = null;
    } finally {
      guard.unlock();
    }
    if (timer != null) {
      timer.cancel();
    }
  }
}
