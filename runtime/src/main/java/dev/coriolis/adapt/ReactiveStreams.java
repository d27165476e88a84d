package dev.coriolis.adapt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * Awaits the elements of a {@link Publisher} of Reactive Streams, as those of Reactor, RxJava, R2DBC and
 * MongoDB's driver are. Each method does what that of {@link Publishers} does.
 *
 * <pre>{@code
 * User user = await(ReactiveStreams.first(mono));
 * await(ReactiveStreams.each(flux, item -> store.save(item)));
 * }</pre>
 *
 * <p>It needs {@code org.reactivestreams:reactive-streams}, which such libraries bring.
 *
 * <p><b>Cancellation:</b> cancelling the stage cancels the subscription.
 */
public final class ReactiveStreams {
  private ReactiveStreams() {}

  /** Returns the first element. See {@link Publishers#first}. */
  public static <T> CompletableFuture<T> first(Publisher<? extends T> publisher) {
    return Publishers.first(FlowAdapters.<T>toFlowPublisher(publisher));
  }

  /** Returns the first element if there is any. See {@link Publishers#firstIfAny}. */
  public static <T> CompletableFuture<Optional<T>> firstIfAny(Publisher<? extends T> publisher) {
    return Publishers.firstIfAny(FlowAdapters.<T>toFlowPublisher(publisher));
  }

  /** Returns all elements. See {@link Publishers#list}. */
  public static <T> CompletableFuture<List<T>> list(Publisher<? extends T> publisher) {
    return Publishers.list(FlowAdapters.<T>toFlowPublisher(publisher));
  }

  /** Returns the end of the elements, as of a {@code Mono<Void>}. See {@link Publishers#completion}. */
  public static CompletableFuture<Void> completion(Publisher<?> publisher) {
    return Publishers.completion(FlowAdapters.toFlowPublisher(publisher));
  }

  /** Starts work on each element, one at a time. See {@link Publishers#each}. */
  public static <T> CompletableFuture<Void> each(
      Publisher<? extends T> publisher, Work<? super T> work) {
    return Publishers.<T>each(FlowAdapters.<T>toFlowPublisher(publisher), work);
  }
}
