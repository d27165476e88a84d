package dev.coriolis;

import dev.coriolis.frame.Alarm;
import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Frame;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The time that a scope has, and what happens when it is over: its owner gets a {@link TimeoutException}
 * out of its await, its children are cancelled.
 *
 * <p>The exception surfaces once: in the owner, in a join, or else at the end of the block.
 */
final class TimeLimit {
  private final Deadline deadline;
  private final Duration duration;
  private final Children children;

  /** The coroutine that is in the block; null if nobody knows it. */
  private @Nullable Frame<?> owner;

  /** The deadline that the owner had before. */
  private @Nullable Deadline outer;

  private Dispatcher.@Nullable Timer timer;

  /** Null until the time is over. */
  private volatile @Nullable TimeoutException exceeded;

  private final AtomicBoolean surfaced = new AtomicBoolean();

  TimeLimit(Deadline deadline, Duration duration, Children children) {
    this.deadline = deadline;
    this.duration = duration;
    this.children = children;
  }

  void start(@Nullable Frame<?> coroutine) {
    if (coroutine != null) {
      owner = coroutine;
      outer = Deadline.in(Context.current());
      coroutine.bind(Context.DEADLINE, deadline);
    }
    timer = Alarm.set(Dispatcher.current(), deadline.timeLeft(), this::expire);
  }

  private void expire() {
    // A guest while it is at work: the block cannot end meanwhile, and the wrong await of its owner
    // be hit.
    if (!children.enter()) {
      return;
    }
    TimeoutException reason = Deadline.exceeded(duration);
    exceeded = reason;
    // The owner may go on in the call that interrupts it.
    children.refuse();
    try {
      if (owner != null) {
        owner.interrupt(reason);
      }
      children.end();
    } finally {
      children.leave();
    }
  }

  /** Ends the limit, in the body of the owner if that ends the block. */
  void stop() {
    if (timer != null) {
      timer.cancel();
    }
    if (owner != null && Deadline.in(Context.current()) == deadline) {
      owner.rebind(Context.DEADLINE, outer);
    }
  }

  /** Returns the exception of the limit, or null if the time is not over. */
  @Nullable
  TimeoutException exceeded() {
    return exceeded;
  }

  /** Returns the exception, for one who throws it; null if the time is not over. */
  @Nullable
  TimeoutException surface() {
    TimeoutException reason = exceeded;
    if (reason != null) {
      surfaced.set(true);
    }
    return reason;
  }

  /** Returns the exception if the time is over and nobody has thrown it yet, nor ever will. */
  @Nullable
  TimeoutException surfaceAtLast() {
    TimeoutException reason = exceeded;
    if (reason == null || (owner == null ? surfaced.get() : !owner.revoke(reason))) {
      return null;
    }
    return reason;
  }

  /** Returns the coroutine with the deadline bound. */
  <R extends @Nullable Object> Callable<R> limiting(Callable<R> coroutine) {
    return () -> deadline.bind(Context.current()).call(coroutine);
  }
}
