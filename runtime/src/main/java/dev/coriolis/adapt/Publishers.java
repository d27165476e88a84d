package dev.coriolis.adapt;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/**
 * Awaits the elements of a {@link Flow.Publisher}. Each call subscribes once, at once.
 *
 * <pre>{@code
 * int first = await(Publishers.first(readings));
 * List<Integer> all = await(Publishers.list(readings));
 * await(Publishers.each(readings, reading -> store.save(reading)));
 * }</pre>
 *
 * <p>A publisher that fails, fails the stage with its own exception.
 *
 * <p><b>Threads:</b> any; the publisher may signal from any other.
 *
 * <p><b>Cancellation:</b> cancelling the stage cancels the subscription.
 */
public final class Publishers {
  private Publishers() {}

  /**
   * Returns the first element, and then cancels the subscription. It asks for no more than one.
   *
   * <p>The stage fails with a {@link NoSuchElementException} if there is none.
   */
  public static <T> CompletableFuture<T> first(Flow.Publisher<? extends T> publisher) {
    return new CollectFirst<T, T>(one -> one, Publishers::none).of(publisher);
  }

  private static <T> T none() {
    throw new NoSuchElementException(
        "the publisher ended without an element; use firstIfAny where it may, completion where it has"
            + " none");
  }

  /** Returns the first element if there is any, and then cancels the subscription. */
  public static <T> CompletableFuture<Optional<T>> firstIfAny(
      Flow.Publisher<? extends T> publisher) {
    return new CollectFirst<T, Optional<T>>(Optional::of, Optional::empty).of(publisher);
  }

  /** Returns all elements in their order. It asks for all of them at once, and keeps them. */
  public static <T> CompletableFuture<List<T>> list(Flow.Publisher<? extends T> publisher) {
    return new CollectAll<>(Collectors.<T>toUnmodifiableList()).of(publisher);
  }

  /** Returns the end of the elements, and drops what there are. */
  public static CompletableFuture<Void> completion(Flow.Publisher<?> publisher) {
    return new CollectAll<>(
            Collectors.collectingAndThen(Collectors.counting(), Publishers::nothing))
        .of(publisher);
  }

  @SuppressWarnings("NullAway") // null is the only value that a Void has
  private static Void nothing(Long count) {
    return null;
  }

  /**
   * Starts work on each element, one at a time: the next element is asked for when the stage that
   * the work returned is complete. The work may be a coroutine.
   *
   * <p>It starts on the loop of the caller; without one, on the thread that the publisher uses. If it
   * fails, the subscription is cancelled, and the failure is that of the returned stage. If the
   * publisher fails, the element at work is finished first.
   *
   * <p><b>Cancellation:</b> also cancels the stage of the element at work, and completes when that has
   * ended.
   */
  public static <T> CompletableFuture<Void> each(
      Flow.Publisher<? extends T> publisher, Work<? super T> work) {
    return Each.of(publisher, work);
  }
}
