package dev.coriolis.adapt;

import dev.coriolis.frame.LinkedFuture;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The stage of what a publisher's elements amount to.
 *
 * <p><b>Cancellation:</b> cancels the subscription. So does an element after which no other is needed.
 */
abstract class Collect<T, R extends @Nullable Object> extends LinkedFuture<R>
    implements Flow.Subscriber<T> {
  private final Upstream upstream = new Upstream();

  /** Asks for as many elements as are needed. */
  abstract void request(Upstream from);

  /** Takes an element. */
  abstract void take(T element);

  /** Returns what it all amounts to, for there are no more elements. */
  abstract R end();

  final Collect<T, R> of(Flow.Publisher<? extends T> publisher) {
    request(upstream);
    try {
      publisher.subscribe(this);
    } catch (Throwable failure) {
      // Against the rules, but lost otherwise.
      onError(failure);
    }
    return this;
  }

  /** Settles the stage with a value, and wants nothing more. */
  final void found(R value) {
    upstream.cancel();
    complete(value);
  }

  @Override
  public final void onSubscribe(Flow.Subscription subscription) {
    upstream.set(subscription);
  }

  @Override
  public final void onNext(T element) {
    Objects.requireNonNull(element, "element");
    if (isDone()) {
      return;
    }
    try {
      take(element);
    } catch (Throwable failure) {
      upstream.cancel();
      completeExceptionally(failure);
    }
  }

  @Override
  public final void onError(Throwable failure) {
    completeExceptionally(Objects.requireNonNull(failure, "failure"));
  }

  @Override
  public final void onComplete() {
    if (isDone()) {
      return;
    }
    try {
      complete(end());
    } catch (Throwable failure) {
      completeExceptionally(failure);
    }
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      upstream.cancel();
    }
    return cancelled;
  }
}
