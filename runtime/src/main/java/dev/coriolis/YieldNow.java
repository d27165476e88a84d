package dev.coriolis;

import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.LinkedFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A stage that completes when everything that was ready before it has run. */
final class YieldNow extends LinkedFuture<Void> implements Runnable {
  private YieldNow() {}

  static CompletableFuture<Void> start(@Nullable Dispatcher dispatcher) {
    YieldNow stage = new YieldNow();
    if (dispatcher == null) {
      stage.run();
    } else {
      dispatcher.defer(stage);
    }
    return stage;
  }

  @Override
  @SuppressWarnings("NullAway") // null is the only value that a Void has
  public void run() {
    complete(null);
  }
}
