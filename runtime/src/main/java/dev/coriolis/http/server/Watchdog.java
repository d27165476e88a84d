package dev.coriolis.http.server;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that is often moved, and seldom passed.
 *
 * <p>The timer behind it is left alone when the deadline moves later: it finds out when it fires, and
 * is set again. So a connection that answers thousands of requests sets a timer once in a while.
 *
 * <p><b>Threads:</b> confined to the executor.
 */
final class Watchdog {
  private final EventExecutor executor;
  private final Runnable onPassed;

  private boolean armed;
  private long deadline;
  private @Nullable Future<?> timer;
  private long timerAt;

  Watchdog(EventExecutor executor, Runnable onPassed) {
    this.executor = executor;
    this.onPassed = onPassed;
  }

  /** Sets the deadline, in place of the one there was. */
  void expect(Duration within) {
    armed = true;
    deadline = now() + TimeUnit.NANOSECONDS.convert(within);
    if (timer != null && timerAt - deadline > 0) {
      timer.cancel(false);
      timer = null;
    }
    if (timer == null) {
      setTimer();
    }
  }

  /** Takes the deadline away. */
  void rest() {
    armed = false;
  }

  /** Takes the deadline and the timer away. */
  void close() {
    armed = false;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void setTimer() {
    timerAt = deadline;
    timer = executor.schedule(this::fire, deadline - now(), TimeUnit.NANOSECONDS);
  }

  private void fire() {
    timer = null;
    if (!armed) {
      return;
    }
    if (deadline - now() > 0) {
      setTimer();
      return;
    }
    armed = false;
    onPassed.run();
  }

  private long now() {
    return executor.ticker().nanoTime();
  }
}
