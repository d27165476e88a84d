package dev.coriolis.loop;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A task that waits for its time, and then for its turn: in between, an earlier turn may still cancel
 * it.
 *
 * <p><b>Threads:</b> it runs on the loop's; any may cancel it.
 */
final class LoopTimer implements Timer, Runnable {
  private final Runnable task;
  private final Future<?> due;
  private volatile boolean cancelled;

  private LoopTimer(NettyLoop netty, long nanos, Runnable task) {
    this.task = task;
    due = netty.schedule(() -> netty.turns().defer(this), nanos, TimeUnit.NANOSECONDS);
  }

  /** Has the task run in a turn of the loop, once the time has passed. */
  static LoopTimer start(NettyLoop netty, long nanos, Runnable task) {
    return new LoopTimer(netty, nanos, task);
  }

  @Override
  public void run() {
    if (!cancelled) {
      task.run();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    due.cancel(false);
  }
}
