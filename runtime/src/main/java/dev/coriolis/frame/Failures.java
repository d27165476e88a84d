package dev.coriolis.frame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one dispatcher's coroutines that nobody has looked at yet.
 *
 * <p>A failure is reported to the handler, once, as soon as one of these is so:
 *
 * <ul>
 *   <li>the dispatcher ends, and so calls {@link #flush};
 *   <li>the future that failed is unreachable;
 *   <li>the grace is over: {@link #grace}, 5 seconds unless it is set;
 *   <li>the process ends.
 * </ul>
 *
 * <p>It costs nothing as long as nothing fails, and little if somebody waits for what fails.
 *
 * <p><b>Threads:</b> any.
 */
public final class Failures {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /** So many are collected before those are dropped that somebody has looked at. */
  private static final int SWEEP_SIZE = 4096;

  private static final FailureReporter REPORTER = new FailureReporter();

  /** Of coroutines without a dispatcher; its handler and grace are those of all others by default. */
  private static final Failures PROCESS = new Failures();

  private final AtomicReference<@Nullable UnseenFailure> newest = new AtomicReference<>();
  private final AtomicInteger sinceSweep = new AtomicInteger();
  private volatile @Nullable FailureHandler handler;
  private volatile @Nullable Duration grace;

  /** Creates the object of a dispatcher; handler and grace are those of the process. */
  public Failures() {}

  /** Returns the object of the process, for coroutines without a dispatcher. */
  public static Failures ofProcess() {
    return PROCESS;
  }

  /** Returns the object of the calling thread's dispatcher, or that of the process. */
  public static Failures current() {
    Dispatcher dispatcher = Dispatcher.current();
    return dispatcher == null ? PROCESS : dispatcher.failures();
  }

  /** Returns who hears of what nobody has looked at. Default: that of the process, which logs. */
  public FailureHandler handler() {
    FailureHandler own = handler;
    FailureHandler ofProcess = PROCESS.handler;
    return own != null ? own : ofProcess != null ? ofProcess : LogFailures.INSTANCE;
  }

  /** Sets who hears of what nobody has looked at; null stands for the default. */
  public void handler(@Nullable FailureHandler next) {
    handler = next;
  }

  /** Returns how long somebody has time to look. Default: that of the process, which is 5 seconds. */
  public Duration grace() {
    Duration own = grace;
    Duration ofProcess = PROCESS.grace;
    return own != null ? own : ofProcess != null ? ofProcess : DEFAULT_GRACE;
  }

  /**
   * Sets how long somebody has time to look, from the next failure on; null stands for the default.
   *
   * @throws IllegalArgumentException if {@code next} is negative
   */
  public void grace(@Nullable Duration next) {
    if (next != null && next.isNegative()) {
      throw new IllegalArgumentException("the grace must not be negative, was " + next);
    }
    grace = next;
  }

  /** Reports at once what nobody has looked at. Called by a dispatcher at its end, on any thread. */
  public void flush() {
    takeUnsettled().forEach(UnseenFailure::report);
    REPORTER.forget(this);
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  /** Reports a failure at once, for one that nobody can look at. */
  public void report(String what, Throwable failure) {
    FailureHandler own = handler();
    try {
      own.uncaught(what, failure);
    } catch (Throwable thrown) {
      LogFailures.INSTANCE.uncaught(what, failure);
      if (own != LogFailures.INSTANCE) {
        LogFailures.INSTANCE.uncaught("the handler of uncaught failures " + own, thrown);
      }
    }
  }

  /** Cancels a stage that may be of anybody's make, and reports what that throws. */
  public void cancel(CompletableFuture<?> stage) {
    try {
      stage.cancel(true);
    } catch (RuntimeException | Error e) {
      report("the cancellation of " + stage.getClass().getName(), e);
    }
  }

  /** Notes that the future has failed, and nobody waits for it. */
  void watch(WatchedFuture<?> future, Throwable failure) {
    long deadline = FailureReporter.deadline(grace());
    UnseenFailure unseen = REPORTER.unseen(future, failure, this, deadline);
    if (!future.park(unseen)) {
      return;
    }
    push(unseen);
    if (sinceSweep.incrementAndGet() > SWEEP_SIZE) {
      sinceSweep.set(0);
      takeDue(Long.MIN_VALUE);
    }
    REPORTER.expect(this, deadline);
  }

  private void push(UnseenFailure unseen) {
    UnseenFailure before;
    do {
      before = newest.get();
      unseen.next = before;
    } while (!newest.compareAndSet(before, unseen));
  }

  /**
   * Takes out all, and returns those that are not settled, the oldest first. Guarded, so that nobody
   * misses one that somebody else is about to put back.
   */
  private synchronized List<UnseenFailure> takeUnsettled() {
    List<UnseenFailure> taken = new ArrayList<>();
    for (UnseenFailure each = newest.getAndSet(null); each != null; each = each.next) {
      if (!each.isSettled()) {
        taken.add(each);
      }
    }
    Collections.reverse(taken);
    return taken;
  }

  /** Takes out those that are settled, or overdue at this time; returns the overdue ones. */
  private synchronized List<UnseenFailure> takeDue(long now) {
    List<UnseenFailure> due = new ArrayList<>();
    for (UnseenFailure each : takeUnsettled()) {
      if (each.deadline() <= now) {
        due.add(each);
      } else {
        push(each);
      }
    }
    return due;
  }

  /**
   * Reports what is overdue.
   *
   * @return when the next one will be, or {@link Long#MAX_VALUE} if there is none
   */
  long reportOverdue(long now) {
    takeDue(now).forEach(UnseenFailure::report);
    long next = Long.MAX_VALUE;
    for (UnseenFailure each = newest.get(); each != null; each = each.next) {
      next = Math.min(next, each.deadline());
    }
    return next;
  }
}
