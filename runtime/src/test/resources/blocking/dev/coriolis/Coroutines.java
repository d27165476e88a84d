package dev.coriolis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** What await means: the same calls, with a thread that waits. */
public final class Coroutines {
  public static <T> T await(CompletionStage<? extends T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw Coroutines.<RuntimeException>unchecked(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static <T, X extends Throwable> T await(CompletionStage<? extends T> stage, Class<X> declared)
      throws X {
    return await(stage);
  }

  public static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
