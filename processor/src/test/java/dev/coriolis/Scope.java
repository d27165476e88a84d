package dev.coriolis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands in for the class of the runtime, which is built after this module. */
public final class Scope implements AutoCloseable {

  /** Returns a scope in which nothing has been started. */
  public static Scope open() {
    return new Scope();
  }

  /** Returns a scope in which nothing has been started. */
  public static Scope open(Duration duration) {
    return new Scope();
  }

  /** Returns a completed stage of a scope. */
  public static CompletionStage<Scope> opening(Duration duration) {
    return CompletableFuture.completedFuture(new Scope());
  }

  /** Does nothing. */
  @Override
  public void close() {}

  /** Returns a completed stage. */
  public CompletionStage<Void> closing() {
    return CompletableFuture.completedFuture(null);
  }
}
