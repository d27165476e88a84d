package dev.coriolis.sync;

import dev.coriolis.frame.Dispatcher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets timers for callers of event loops and for others. */
final class Alarm {
  private Alarm() {}

  /**
   * Runs a task after some nanoseconds: by the timer of the dispatcher, or without one, of the JDK.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  static Dispatcher.Timer set(@Nullable Dispatcher dispatcher, long nanos, Runnable task) {
    if (dispatcher != null) {
      return dispatcher.schedule(Duration.ofNanos(nanos), task);
    }
    CompletableFuture<@Nullable Void> time = new CompletableFuture<>();
    time.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
    time.thenRun(task);
    return () -> time.cancel(false);
  }
}
