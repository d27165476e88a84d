package dev.coriolis.adapt;

import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Awaits the {@link Future} of Netty, for programs that use channels and bootstraps of their own.
 *
 * <pre>{@code
 * await(Netty.stage(socket.writeAndFlush(message)));
 * }</pre>
 */
public final class Netty {
  private Netty() {}

  /**
   * Returns the future as a stage, which fails with the future's own exception.
   *
   * <p><b>Cancellation:</b> goes both ways.
   */
  public static <T extends @Nullable Object> CompletableFuture<T> stage(
      Future<? extends T> future) {
    Source<T> source = new Source<>(future);
    future.addListener(done -> complete(source, future));
    return source;
  }

  @SuppressWarnings("NullAway") // a future that has not failed has its value, also if that is null
  private static <T extends @Nullable Object> void complete(
      Source<T> source, Future<? extends T> done) {
    Throwable failure = done.cause();
    if (failure == null) {
      source.complete(done.getNow());
    } else {
      source.completeExceptionally(failure);
    }
  }
}
