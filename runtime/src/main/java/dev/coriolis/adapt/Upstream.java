package dev.coriolis.adapt;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The subscription of a subscriber, which may be used before it is there, and from any thread.
 *
 * <p>Its calls reach the publisher one after the other, as Reactive Streams demands, and not by
 * recursion: an element that arrives inside {@code request} and asks for the next is a loop.
 */
final class Upstream {
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private final AtomicLong demand = new AtomicLong();
  private final Steps steps = new Steps(this::step);
  private volatile boolean cancelled;

  /** Takes the subscription; a second one is of no use and is cancelled. */
  void set(Flow.Subscription given) {
    Objects.requireNonNull(given, "subscription");
    if (subscription.compareAndSet(null, given)) {
      steps.poke();
    } else {
      given.cancel();
    }
  }

  /** Asks for one more element. */
  void requestOne() {
    demand.incrementAndGet();
    steps.poke();
  }

  /** Asks for all elements. */
  void requestAll() {
    demand.set(Long.MAX_VALUE);
    steps.poke();
  }

  /** Wants nothing more; a second call does nothing. */
  void cancel() {
    cancelled = true;
    steps.poke();
  }

  private void step() {
    Flow.Subscription given = subscription.get();
    if (given == null) {
      return;
    }
    if (cancelled) {
      // May come again with a later poke: a subscription takes a second cancel as none.
      given.cancel();
      return;
    }
    long wanted = demand.getAndSet(0);
    if (wanted > 0) {
      given.request(wanted);
    }
  }
}
