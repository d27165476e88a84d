package dev.coriolis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands in for the class of the runtime, which is built after this module: signatures only. */
public final class Coroutines {
  private Coroutines() {}

  /** Is to be woven away: fails where it is called. */
  public static <T> T await(CompletionStage<? extends T> stage) {
    throw new IllegalStateException("not woven");
  }

  /** Is to be woven away: fails where it is called. */
  public static <T, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> declared) throws X {
    throw new IllegalStateException("not woven");
  }

  /** Returns a completed stage. */
  public static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
