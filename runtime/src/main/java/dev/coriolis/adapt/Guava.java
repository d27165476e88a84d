package dev.coriolis.adapt;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Awaits the {@link ListenableFuture} of Guava, as gRPC, Cassandra's driver and Google's clients return.
 *
 * <pre>{@code
 * Reply reply = await(Guava.stage(stub.sayHello(request)));
 * }</pre>
 *
 * <p>It needs {@code com.google.guava:guava}.
 */
public final class Guava {
  private Guava() {}

  /**
   * Returns the future as a stage, which fails with the future's own exception.
   *
   * <p><b>Cancellation:</b> goes both ways.
   */
  public static <T extends @Nullable Object> CompletableFuture<T> stage(
      ListenableFuture<? extends T> future) {
    Source<T> source = new Source<>(future);
    Futures.addCallback(future, new Completion<T>(source), MoreExecutors.directExecutor());
    return source;
  }

  /** Hands the result over. */
  private record Completion<T extends @Nullable Object>(Source<T> source)
      implements FutureCallback<T> {
    @Override
    public void onSuccess(T value) {
      source.complete(value);
    }

    @Override
    public void onFailure(Throwable failure) {
      source.completeExceptionally(failure);
    }
  }
}
