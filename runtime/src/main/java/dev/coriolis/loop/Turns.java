package dev.coriolis.loop;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
 * <p><b>Threads:</b> the loop's, unless a method says otherwise.
 */
final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** So many turns make a row. */
  private static final int MAX_TURNS_IN_A_ROW = 1024;

  private static final long NONE = -1;
  private static final VarHandle ROW;

  static {
    try {
      ROW = MethodHandles.lookup().findVarHandle(Turns.class, "row", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Executor executor;
  private final BooleanSupplier inLoop;
  private final String loopName;
  private final Failures failures;

  /**
   * What is to run, in its order: runnables. They are not called so, as a cast to an interface may take
   * HotSpot a search (JDK-8180450), and most are frames.
   */
  private final Deque<Object> ready = new ArrayDeque<>();

  /** Counts the rows that have begun and those that have ended: odd while one runs. */
  private long row;

  /** The row whose time is up. Written by the monitor. */
  private volatile long overdue = NONE;

  /** The executor runs tasks on the loop's thread, and a row after them. */
  Turns(Executor executor, BooleanSupplier inLoop, String loopName, Failures failures) {
    this.executor = executor;
    this.inLoop = inLoop;
    this.loopName = loopName;
    this.failures = failures;
  }

  /** Runs a task as a turn: at once where none is running, otherwise later. From any thread. */
  void dispatch(Runnable task) {
    if (!inLoop.getAsBoolean()) {
      executor.execute(() -> ready.add(task));
      return;
    }
    ready.add(task);
    if (!isRunning(row)) {
      runRow();
    }
  }

  /** Runs a task as a turn, behind everything that is ready. From any thread. */
  void defer(Runnable task) {
    if (inLoop.getAsBoolean()) {
      ready.add(task);
    } else {
      executor.execute(() -> ready.add(task));
    }
  }

  /** Returns whether a turn is running. */
  boolean isRunning() {
    return isRunning(row);
  }

  /** Returns whether a row with this number is not at its end. */
  static boolean isRunning(long row) {
    return (row & 1) != 0;
  }

  /** Returns whether there is a turn to run. */
  boolean areReady() {
    return !ready.isEmpty();
  }

  /** Returns whether the row has used up its time. */
  boolean isOverdue() {
    return overdue == row;
  }

  /** Returns the number of the row that runs, or of the pause behind it. From any thread. */
  long row() {
    return (long) ROW.getOpaque(this);
  }

  /** Ends a row after the turn that runs; one that has ended is not affected. From any thread. */
  void endRow(long number) {
    overdue = number;
  }

  /** Runs turns until none is ready, or their time is up. */
  void runRow() {
    if (ready.isEmpty()) {
      return;
    }
    ROW.setOpaque(this, row + 1);
    LoopMonitor.SHARED.workBegins();
    try {
      int turns = 0;
      do {
        run(ready.remove());
        turns++;
      } while (turns < MAX_TURNS_IN_A_ROW && !isOverdue() && !ready.isEmpty());
    } finally {
      ROW.setOpaque(this, row + 1);
    }
  }

  /** Gives up what is still ready, because the loop ends and it would go on for ever. */
  void drop() {
    if (!ready.isEmpty()) {
      LOG.warn("the event loop {} was closed with {} turns left to run", loopName, ready.size());
      ready.clear();
    }
  }

  private void run(Object task) {
    try {
      if (task instanceof Frame<?> frame) {
        Context.runAlone(frame);
      } else {
        Context.runAlone((Runnable) task);
      }
    } catch (Throwable failure) {
      failures.report("a task of the event loop " + loopName, failure);
    }
  }
}
