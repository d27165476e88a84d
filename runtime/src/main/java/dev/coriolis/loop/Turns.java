package dev.coriolis.loop;

import dev.coriolis.frame.Failures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what happens on a loop's thread one turn at a time.
 *
 * <p>A turn is a task, a timer or the resumption of a coroutine, from its start to the return of its
 * call. What becomes ready inside a turn waits for the end of it, so a coroutine never sees another
 * one run between two of its awaits.
 *
 * <p>Turns run in rows. Between two rows the loop looks at its sockets and timers, and a row ends in
 * time for that, whatever is still ready.
 *
 * <p><b>Threads:</b> {@link #dispatch} and {@link #defer}: any; everything else: the loop's.
 */
final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** So many turns make a row. */
  private static final int MAX_TURNS_IN_A_ROW = 1024;

  private final Executor executor;
  private final BooleanSupplier inLoop;
  private final String loopName;
  private final Failures failures;

  /** What is to run, in its order. */
  private final Deque<Runnable> ready = new ArrayDeque<>();

  private boolean running;

  /** The executor runs tasks on the loop's thread, and a row after them. */
  Turns(Executor executor, BooleanSupplier inLoop, String loopName, Failures failures) {
    this.executor = executor;
    this.inLoop = inLoop;
    this.loopName = loopName;
    this.failures = failures;
  }

  /** Runs a task as a turn: at once where none is running, otherwise or from elsewhere later. */
  void dispatch(Runnable task) {
    if (!inLoop.getAsBoolean()) {
      executor.execute(() -> ready.add(task));
      return;
    }
    ready.add(task);
    if (!running) {
      runRow();
    }
  }

  /** Runs a task as a turn, behind everything that is ready. */
  void defer(Runnable task) {
    if (inLoop.getAsBoolean()) {
      ready.add(task);
    } else {
      executor.execute(() -> ready.add(task));
    }
  }

  /** Returns whether a turn is running. */
  boolean isRunning() {
    return running;
  }

  /** Returns whether there is a turn to run. */
  boolean areReady() {
    return !ready.isEmpty();
  }

  /** Returns whether the row has used up its time. */
  boolean isOverdue() {
    return false;
  }

  /** Runs turns until none is ready, or their time is up. */
  void runRow() {
    if (ready.isEmpty()) {
      return;
    }
    running = true;
    try {
      for (int turns = 0; turns < MAX_TURNS_IN_A_ROW && !ready.isEmpty(); turns++) {
        run(ready.remove());
      }
    } finally {
      running = false;
    }
  }

  /** Gives up what is still ready, because the loop ends and it would go on for ever. */
  void drop() {
    if (!ready.isEmpty()) {
      LOG.warn("the event loop {} was closed with {} turns left to run", loopName, ready.size());
      ready.clear();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      failures.report("a task of the event loop " + loopName, failure);
    }
  }
}
