package dev.coriolis.frame;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets timers: of an event loop, or of the JDK where there is none. */
public final class Alarm {
  private Alarm() {}

  /**
   * Runs a task once {@code delay} has passed: on the thread of the loop, or on one of the JDK's pool.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  public static Dispatcher.Timer set(
      @Nullable Dispatcher dispatcher, Duration delay, Runnable task) {
    return dispatcher == null ? ofTheJdk(delay, task) : dispatcher.schedule(delay, task);
  }

  private static Dispatcher.Timer ofTheJdk(Duration delay, Runnable task) {
    CompletableFuture<Boolean> timer = new CompletableFuture<>();
    timer.thenAccept(isOver -> {
      if (isOver) {
        // Not on the one thread that the JDK has for all timers: a coroutine may go on in the task.
        timer.defaultExecutor().execute(task);
      }
    });
    timer.completeOnTimeout(true, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    // Not by cancel: then JDK 17 would keep the timer until its time.
    return () -> timer.complete(false);
  }
}
