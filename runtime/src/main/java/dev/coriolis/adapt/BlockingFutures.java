package dev.coriolis.adapt;

import dev.coriolis.Coroutines;
import dev.coriolis.frame.Frames;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Awaits the {@link Future} of the JDK, which tells nobody when it is done: a thread beside the loop
 * waits for it.
 *
 * <pre>{@code
 * byte[] image = await(BlockingFutures.stage(executor.submit(() -> Files.readAllBytes(path))));
 * }</pre>
 *
 * <p>Where the work is yours, {@link Coroutines#offload} needs one thread instead of two.
 */
public final class BlockingFutures {
  private BlockingFutures() {}

  /**
   * Returns the future as a stage, which fails with the future's own exception.
   *
   * <p><b>Cancellation:</b> goes both ways.
   */
  public static <T extends @Nullable Object> CompletableFuture<T> stage(
      Future<? extends T> future) {
    Source<T> source = new Source<>(future);
    Coroutines.<T>offload(future::get).whenComplete((value, failure) -> {
      if (failure == null) {
        source.complete(value);
      } else {
        source.completeExceptionally(Frames.unwrapped(failure));
      }
    });
    return source;
  }
}
