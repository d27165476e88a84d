package dev.coriolis.http.client;

import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.Timer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One timer for many things that have the same time, and so end in the order in which they began: it waits
 * for the first of them. Confined to the loop.
 */
final class SharedTimer {
  private final EventLoop loop;
  private final Runnable task;
  private @Nullable Timer timer;

  /** Creates one that is not set; the task is to {@link #setAgain} it if there are more. */
  SharedTimer(EventLoop loop, Runnable task) {
    this.loop = loop;
    this.task = task;
  }

  /**
   * Sets it, unless it is set and so goes off before.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  void set(Duration time) {
    if (timer == null) {
      timer = loop.schedule(time, this::goOff);
    }
  }

  /**
   * Sets it for what is first now, in that many nanoseconds, whatever it was set for. A loop that closes ends
   * all without it.
   */
  void setAgain(long nanos) {
    cancel();
    try {
      set(Duration.ofNanos(nanos));
    } catch (RejectedExecutionException loopIsClosing) {
      // And with it, its sockets, and whoever awaits them.
    }
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void goOff() {
    timer = null;
    task.run();
  }
}
