package dev.coriolis;

import dev.coriolis.frame.Alarm;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.LinkedFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A stage that completes when its time has come. */
final class Delay extends LinkedFuture<Void> {
  private Dispatcher.@Nullable Timer timer;

  private Delay() {}

  @SuppressWarnings("NullAway") // null is the only value that a Void has
  static CompletableFuture<Void> start(@Nullable Dispatcher dispatcher, Duration duration) {
    Delay delay = new Delay();
    delay.timer = Alarm.set(dispatcher, duration, () -> delay.complete(null));
    return delay;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (timer != null) {
      timer.cancel();
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
