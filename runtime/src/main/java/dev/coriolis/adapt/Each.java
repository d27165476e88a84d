package dev.coriolis.adapt;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.LinkedFuture;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run over a publisher's elements, one at a time: the next is asked for when the stage of
 * the one before is complete.
 *
 * <p>Signals come from any thread; each leaves its mark and pokes {@link #step}, which alone decides.
 *
 * <p><b>Cancellation:</b> cancels the subscription and the stage of the current element, and completes
 * when that has ended.
 */
final class Each<T> extends LinkedFuture<Void> implements Flow.Subscriber<T> {
  private final Work<? super T> work;
  private final Context context;
  private final Upstream upstream = new Upstream();
  private final Steps steps = new Steps(this::step);

  // Marks that signals leave, each before a poke.
  private volatile @Nullable T element;
  private volatile boolean ended;
  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;

  // Of the step alone.
  private boolean asked;
  private @Nullable CompletableFuture<?> current;

  private Each(Work<? super T> work) {
    this.work = work;
    this.context = Context.captured();
  }

  static <T> Each<T> of(Flow.Publisher<? extends T> publisher, Work<? super T> work) {
    Each<T> each = new Each<>(work);
    each.steps.poke();
    try {
      publisher.subscribe(each);
    } catch (Throwable thrown) {
      // Against the rules, but lost otherwise.
      each.onError(thrown);
    }
    return each;
  }

  private void step() {
    CompletableFuture<?> running = current;
    if (running == null) {
      goOn();
    } else if (!running.isDone()) {
      if (cancelled) {
        running.cancel(true);
      }
    } else {
      current = null;
      if (running.isCompletedExceptionally()) {
        upstream.cancel();
        completeExceptionally(Frames.failure(running));
      }
      goOn();
    }
  }

  @SuppressWarnings("NullAway") // null is the only value that a Void has
  private void goOn() {
    T next = element;
    Throwable failed = failure;
    if (isDone()) {
      return;
    }
    if (cancelled) {
      super.cancel(true);
    } else if (next != null) {
      element = null;
      asked = false;
      current = start(next);
      current.whenComplete((value, thrown) -> steps.poke());
    } else if (failed != null) {
      completeExceptionally(failed);
    } else if (ended) {
      complete(null);
    } else if (!asked) {
      asked = true;
      upstream.requestOne();
    }
  }

  /** Starts the work where the run belongs, with the values that it had at its start. */
  private CompletableFuture<?> start(T next) {
    Dispatcher dispatcher = context.dispatcher();
    try {
      return context.call(() -> dispatcher == null
          ? stageOf(next).toCompletableFuture()
          : dispatcher.launch(() -> stageOf(next)));
    } catch (Throwable thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private CompletionStage<?> stageOf(T next) throws Exception {
    return Objects.requireNonNull(
        work.start(next), "the work of each returned null instead of a stage");
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream.set(subscription);
  }

  @Override
  public void onNext(T next) {
    element = Objects.requireNonNull(next, "element");
    steps.poke();
  }

  @Override
  public void onError(Throwable thrown) {
    failure = Objects.requireNonNull(thrown, "failure");
    steps.poke();
  }

  @Override
  public void onComplete() {
    ended = true;
    steps.poke();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    cancelled = true;
    upstream.cancel();
    steps.poke();
    return true;
  }
}
