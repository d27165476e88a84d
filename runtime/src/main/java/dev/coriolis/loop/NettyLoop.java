package dev.coriolis.loop;

import dev.coriolis.frame.Failures;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Netty's loop over the JDK's selector, with a row of turns in each of its rounds: sockets, timers and
 * tasks, turns.
 *
 * <p>Its tasks are short: most put a turn in line.
 */
final class NettyLoop extends SingleThreadIoEventLoop {
  /** After so much time with tasks only, it looks at its sockets again; Netty's default is 1 s. */
  private static final Duration LONGEST_TASK_RUN = Duration.ofMillis(10);

  /** So many rows of turns may follow one another when the loop ends, for so long. */
  private static final int MAX_ROWS_AT_THE_END = 1024;

  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final Turns turns;
  private final AdaptiveSpin spin = new AdaptiveSpin(
      super::hasTasks, System::nanoTime, Runtime.getRuntime().availableProcessors());

  NettyLoop(ThreadFactory threads, String name, Failures failures) {
    super(
        null,
        new ThreadPerTaskExecutor(threads),
        NioIoHandler.newFactory(),
        Integer.MAX_VALUE,
        RejectedExecutionHandlers.reject(),
        LONGEST_TASK_RUN.toMillis());
    turns = new Turns(this, this::inEventLoop, name, failures);
  }

  Turns turns() {
    return turns;
  }

  /** Keeps the loop from waiting for its sockets while a turn is ready. */
  @Override
  protected boolean hasTasks() {
    return super.hasTasks() || turns.areReady();
  }

  /** Looks at the sockets. If there is nothing to do, sleeps until they or another thread have something. */
  @Override
  protected int runIo() {
    if (!turns.areReady() && spin.findsTask()) {
      return 0;
    }
    boolean idle = !hasTasks();
    spin.sleeps();
    int handled = super.runIo();
    if (handled > 0) {
      spin.wokenBySocket();
    } else if (idle && super.hasTasks()) {
      spin.wokenByTask();
    }
    return handled;
  }

  @Override
  protected boolean runAllTasks(long timeoutNanos) {
    boolean ran = super.runAllTasks(timeoutNanos);
    turns.runRow();
    return ran;
  }

  /** Called when the loop ends. */
  @Override
  protected boolean runAllTasks() {
    boolean ran = super.runAllTasks();
    long deadline = System.nanoTime() + LONGEST_END.toNanos();
    for (int rows = 0; turns.areReady() && rows < MAX_ROWS_AT_THE_END; rows++) {
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      turns.runRow();
      super.runAllTasks();
      ran = true;
    }
    turns.drop();
    return ran;
  }

  /**
   * Closes all sockets. Called on the loop's thread, before the shutdown: Netty does the same only in
   * the round after that began, and without a quiet period there may be no such round.
   */
  void closeSockets() {
    ioHandler().prepareToDestroy();
  }
}
