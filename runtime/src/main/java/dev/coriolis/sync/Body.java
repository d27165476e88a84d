package dev.coriolis.sync;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Starts what is to be done while something is held. */
final class Body {
  private Body() {}

  /** Returns the stage of the body, which has failed if the call threw. */
  static <T extends @Nullable Object> CompletionStage<? extends T> start(
      Callable<? extends CompletionStage<? extends T>> body) {
    try {
      return body.call();
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
