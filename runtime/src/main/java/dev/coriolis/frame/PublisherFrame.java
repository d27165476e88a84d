package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a publisher for one subscriber, and its subscription: the base of the class that the
 * weaver derives for each coroutine that returns a {@code Flow.Publisher}.
 *
 * <p>An emit is an await of demand. The run is the coroutine's like any other: it begins on the thread
 * that subscribes, goes on where it belongs, and is cancelled with the subscription.
 *
 * <p><b>Threads:</b> {@link #request} and {@link #cancel} from any. The subscriber hears from the run
 * only, so from one thread at a time.
 */
public abstract class PublisherFrame extends Frame<@Nullable Void> implements Flow.Subscription {
  private static final VarHandle REQUESTED;
  private static final VarHandle WAITING;
  private static final VarHandle ENDING;
  private static final CompletableFuture<?> WANTED = completedFuture(null);

  private static final int NO = 0;

  /** Nothing is signalled any more, and the frame may not have heard of its cancellation yet. */
  private static final int BEGUN = 1;

  /** The frame has heard of it. */
  private static final int CANCELLED = 2;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      REQUESTED = lookup.findVarHandle(PublisherFrame.class, "requested", long.class);
      ENDING = lookup.findVarHandle(PublisherFrame.class, "ending", int.class);
      WAITING = lookup.findVarHandle(PublisherFrame.class, "waiting", LinkedFuture.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null if nothing must be signalled any more. */
  private volatile Flow.@Nullable Subscriber<? super Object> subscriber;

  /** How many elements the subscriber still wants. */
  private volatile long requested;

  /** What an emit awaits until there is demand. */
  private volatile @Nullable LinkedFuture<@Nullable Void> waiting;

  /** Why the subscription was ended by us: the subscriber has asked for less than one element. */
  private volatile @Nullable IllegalArgumentException refused;

  /** Whether the run is being ended: {@link #NO}, {@link #BEGUN} or {@link #CANCELLED}. */
  private volatile int ending = NO;

  /** What is emitted as soon as it is wanted. */
  private @Nullable Object element;

  /** Creates the frame of a run that has not begun, on the thread that subscribes. */
  protected PublisherFrame() {}

  /** Returns a publisher that runs a new frame for each subscriber. */
  public static <T> Flow.Publisher<T> publisher(Supplier<PublisherFrame> frames) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      frames.get().start(subscriber);
    };
  }

  /** Runs the body from its suspension point to the next, where it returns this frame, or to its end. */
  protected abstract @Nullable Object proceed() throws Throwable;

  @Override
  protected final CompletionStage<@Nullable Void> resume() throws Throwable {
    Object returned = proceed();
    if (returned == this) {
      return this;
    }
    Ended.resultOf(returned);
    return completedFuture(null);
  }

  @SuppressWarnings("unchecked") // the compiler has checked that the body emits what it declares
  private void start(Flow.Subscriber<?> to) {
    subscriber = (Flow.Subscriber<? super Object>) to;
    to.onSubscribe(this);
    if (ending == NO) {
      whenComplete((nothing, failure) -> finished(failure));
      begin();
    } else {
      finished(null);
    }
  }

  /** Returns what the body awaits in order to emit this element. Called by the body. */
  public final CompletableFuture<?> emit(@Nullable Object next) {
    element = Objects.requireNonNull(next, "a publisher cannot emit null");
    if (ending == CANCELLED) {
      return failedFuture(new CancellationException("the subscription was cancelled"));
    }
    if (isWanted()) {
      return WANTED;
    }
    LinkedFuture<@Nullable Void> demand = new LinkedFuture<>();
    waiting = demand;
    // After `waiting` is set: who asks or cancels looks at the two in the other order.
    if (ending == CANCELLED || isWanted()) {
      answer();
    }
    return demand;
  }

  /** Hands over the element, or throws what has come instead of demand. Called by the body. */
  public final @Nullable Object emitted(CompletableFuture<?> demand) {
    Object next = Objects.requireNonNull(element);
    element = null;
    // Cancelled before the run was suspended: it is thrown here, and not again at the next await.
    boolean isDue = demand.isCompletedExceptionally() && isInterruptDue();
    Frames.result(isDue ? interrupted(demand) : demand);
    Flow.Subscriber<? super Object> to = subscriber;
    if (to != null && isWanted()) {
      if (requested != Long.MAX_VALUE) {
        REQUESTED.getAndAdd(this, -1L);
      }
      hand(next, to);
    }
    return null;
  }

  private void hand(Object next, Flow.Subscriber<? super Object> to) {
    try {
      to.onNext(next);
    } catch (Throwable failure) {
      // Rule 2.13: a subscriber that throws has cancelled its subscription.
      subscriber = null;
      ending = CANCELLED;
      throw failure;
    }
  }

  private boolean isWanted() {
    return ending == NO && requested > 0;
  }

  private void answer() {
    @SuppressWarnings("unchecked") // it is only set where one waits
    LinkedFuture<@Nullable Void> demand =
        (LinkedFuture<@Nullable Void>) WAITING.getAndSet(this, null);
    if (demand != null) {
      if (ending == CANCELLED) {
        demand.cancel(true);
      } else {
        demand.complete(null);
      }
    }
  }

  @Override
  public final void request(long count) {
    if (count <= 0) {
      refused = new IllegalArgumentException(
          "a subscriber must request at least one element (rule 3.9), but has requested " + count);
      end();
      return;
    }
    long before;
    long after;
    do {
      before = requested;
      after = before + Math.min(count, Long.MAX_VALUE - before);
    } while (!REQUESTED.compareAndSet(this, before, after));
    answer();
  }

  /** Ends the run; the subscriber hears nothing more. */
  @Override
  public final void cancel() {
    subscriber = null;
    end();
  }

  private void end() {
    if (ENDING.compareAndSet(this, NO, BEGUN)) {
      cancel(true);
      ending = CANCELLED;
      answer();
    }
  }

  /** Says so to the subscriber; what it must not hear of any more is reported, if it is a failure. */
  private void finished(@Nullable Throwable failure) {
    Flow.Subscriber<?> to = subscriber;
    subscriber = null;
    try {
      if (to == null) {
        reportUnlessCancelled(failure);
      } else if (refused != null) {
        to.onError(refused);
      } else if (failure != null) {
        to.onError(failure);
      } else {
        to.onComplete();
      }
    } catch (Throwable thrown) {
      failures().report("the subscriber " + to, thrown);
    }
  }

  private void reportUnlessCancelled(@Nullable Throwable failure) {
    if (failure != null && !(failure instanceof CancellationException)) {
      failures().report(origin().toString(), failure);
    }
  }
}
