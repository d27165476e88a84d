package dev.coriolis.loop;

import dev.coriolis.frame.Dispatcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what happens on a loop's thread one turn at a time.
 *
 * <p>A turn is a task, a timer or the resumption of a coroutine, from its start to the return of its
 * call. What becomes ready inside a turn waits for the end of it, so a coroutine never sees another
 * one run between two of its awaits.
 */
final class Turns implements Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** After so many turns in a row the loop looks at its sockets and timers again. */
  private static final int MAX_TURNS_IN_A_ROW = 1024;

  /** How often that is repeated once the loop is closed. */
  private static final int MAX_ROWS_AFTER_CLOSE = 1024;

  private static final Duration LONGEST_DELAY = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final ScheduledExecutorService executor;
  private final BooleanSupplier inLoop;
  private final String loopName;

  /** What is to run, in its order. Only the loop's thread touches it, and {@link #running}. */
  private final Deque<Runnable> ready = new ArrayDeque<>();

  private boolean running;
  private int rowsAfterClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  Turns(ScheduledExecutorService executor, BooleanSupplier inLoop, String loopName) {
    this.executor = executor;
    this.inLoop = inLoop;
    this.loopName = loopName;
  }

  @Override
  public void dispatch(Runnable resumption) {
    if (inLoop.getAsBoolean()) {
      enter(resumption);
    } else {
      executor.execute(() -> enter(resumption));
    }
  }

  /** Runs a task in a later turn. */
  void execute(Runnable task) {
    requireOpen();
    executor.execute(() -> enter(task));
  }

  /** Starts a coroutine: as a call where a turn is running, otherwise as a turn. */
  void start(Runnable coroutine) {
    requireOpen();
    if (inLoop.getAsBoolean() && running) {
      coroutine.run();
    } else {
      dispatch(coroutine);
    }
  }

  @Override
  public dev.coriolis.loop.Timer schedule(Duration delay, Runnable task) {
    requireOpen();
    long nanos = delay.compareTo(LONGEST_DELAY) < 0 ? delay.toNanos() : LONGEST_DELAY.toNanos();
    Future<?> future =
        executor.schedule(() -> enter(task), Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /**
   * Refuses tasks and timers from now on; coroutines may still be resumed.
   *
   * @return whether this was the first call
   */
  boolean close() {
    return !closed.getAndSet(true);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new RejectedExecutionException("the event loop " + loopName + " is closed");
    }
  }

  /** Runs the task as a turn: now, or at the end of the turn that is running. */
  private void enter(Runnable task) {
    ready.add(task);
    if (!running) {
      drain();
    }
  }

  private void drain() {
    running = true;
    try {
      for (int turns = 0; turns < MAX_TURNS_IN_A_ROW && !ready.isEmpty(); turns++) {
        run(ready.remove());
      }
    } finally {
      running = false;
    }
    if (!ready.isEmpty()) {
      drainLater();
    }
  }

  private void drainLater() {
    // Coroutines that keep waking each other would keep a closed loop for ever.
    if (closed.get() && ++rowsAfterClose > MAX_ROWS_AFTER_CLOSE) {
      LOG.warn("the event loop {} was closed with {} turns left to run", loopName, ready.size());
      ready.clear();
    } else {
      executor.execute(this::drain);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      LOG.error("a task of the event loop {} failed", loopName, failure);
    }
  }
}
