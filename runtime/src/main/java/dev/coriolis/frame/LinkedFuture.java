package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that knows the frames which await it: a suspended coroutine is linked to it by one field,
 * without a callback object and a dependent future for each await.
 *
 * <p>The runtime's own sources (timers, sockets, locks) complete futures of this class. For anybody
 * else it is a {@link CompletableFuture} like any other.
 *
 * <p><b>Threads:</b> any. A frame is either woken by the thread that completes the future or told by
 * {@link #addWaiter} that the future is complete, never both and never neither: a waiter is linked
 * first and looks for a result then, a completer sets the result first and takes the waiters then.
 */
public class LinkedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private static final VarHandle WAITERS;

  static {
    try {
      WAITERS = MethodHandles.lookup().findVarHandle(LinkedFuture.class, "waiters", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Null, the one {@link Waiter}, or a {@link Link} where there are more; once the future has failed, the
   * {@link UnseenFailure} that nobody has looked at.
   */
  @SuppressWarnings("unused") // by WAITERS
  private volatile @Nullable Object waiters;

  /** One of several waiters. */
  record Link(Waiter waiter, Object next) {}

  /** Creates a future that is not complete. */
  public LinkedFuture() {}

  /** Links a waiter; returns false, and does not link it, if the future is complete. */
  boolean addWaiter(Waiter waiter) {
    while (true) {
      // Read before the question: what is there later may be no waiter.
      Object before = waiters;
      if (isDone()) {
        return false;
      }
      Object after = before == null ? waiter : new Link(waiter, before);
      if (WAITERS.compareAndSet(this, before, after)) {
        // Completed in between: whoever takes the link back first decides who wakes the waiter.
        return !isDone() || !WAITERS.compareAndSet(this, after, before);
      }
    }
  }

  /** Returns all waiters, without unlinking them: null, a waiter, or a {@link Link}. */
  final @Nullable Object waiters() {
    Object linked = waiters;
    return linked instanceof UnseenFailure ? null : linked;
  }

  /**
   * Unlinks all waiters and returns them: null, a waiter, or a {@link Link}. Called by who has completed
   * the future.
   */
  final @Nullable Object takeWaiters() {
    return waiters == null ? null : WAITERS.getAndSet(this, null);
  }

  /** Wakes the waiters of a future that is complete, perhaps by somebody else. */
  private void wakeLeft() {
    Object left = waiters;
    if (!(left instanceof UnseenFailure) && WAITERS.compareAndSet(this, left, null)) {
      wakeAll(left);
    }
  }

  /** Unlinks one waiter, if it is linked, whatever others come and go meanwhile. */
  final void removeWaiter(Waiter waiter) {
    for (Object all = waiters(); all != null; all = waiters()) {
      Object rest = without(waiter, all);
      if (rest == all || WAITERS.compareAndSet(this, all, rest)) {
        return;
      }
    }
  }

  private static @Nullable Object without(Waiter waiter, Object waiters) {
    Deque<Waiter> newer = new ArrayDeque<>();
    Object rest = waiters;
    while (rest != null && first(rest) != waiter) {
      newer.push(first(rest));
      rest = next(rest);
    }
    if (rest == null) {
      return waiters;
    }
    Object kept = next(rest);
    for (Waiter each : newer) {
      kept = kept == null ? each : new Link(each, kept);
    }
    return kept;
  }

  static Waiter first(Object waiters) {
    // Before the cast to an interface: a class is told by one comparison, but an interface may have
    // to be searched for, and HotSpot remembers only the last one of a class (JDK-8180450).
    if (waiters instanceof Frame<?> frame) {
      return frame;
    }
    return waiters instanceof Link link ? link.waiter : (Waiter) waiters;
  }

  static @Nullable Object next(Object waiters) {
    return waiters instanceof Link link ? link.next : null;
  }

  static void wakeAll(@Nullable Object waiters) {
    if (waiters instanceof Frame<?> only) {
      only.wake();
      return;
    }
    for (Object rest = waiters; rest != null; rest = next(rest)) {
      first(rest).wake();
    }
  }

  /** Keeps a failure until somebody looks; returns false if a waiter is just about to. */
  final boolean park(UnseenFailure unseen) {
    return WAITERS.compareAndSet(this, null, unseen);
  }

  /** Returns the failure that was parked, to the first who asks. */
  final @Nullable UnseenFailure unpark() {
    Object parked = waiters;
    return parked instanceof UnseenFailure unseen && WAITERS.compareAndSet(this, parked, null)
        ? unseen
        : null;
  }

  /** Completes without waking the waiters, for a caller that takes and resumes them itself. */
  final boolean settle(T value) {
    return super.complete(value);
  }

  /** Fails without waking the waiters, for a caller that takes and resumes them itself. */
  final boolean settleExceptionally(Throwable failure) {
    return super.completeExceptionally(failure);
  }

  /** Returns the value, or throws the failure in the wrapper that {@link #join} has. */
  final T valueOrThrow() {
    // By name of the superclass: no subclass is asked, so each await is compiled into one call.
    return super.join();
  }

  /** Returns the value, or another one if it has none yet; otherwise like {@link #valueOrThrow}. */
  final T valueOr(T pending) {
    return super.getNow(pending);
  }

  /**
   * Says that nobody is going to use the value: who cancelled the future too late calls it, and so a
   * {@code select} loses nothing. A source that has handed over what must not be lost (a lock, an
   * element of a queue) takes it back. It does nothing here, nor where there is no value, nor twice.
   */
  public void discard() {}

  private boolean wakeIf(boolean completed) {
    if (completed) {
      wakeAll(takeWaiters());
    }
    return completed;
  }

  @Override
  public boolean complete(T value) {
    return wakeIf(super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return wakeIf(super.completeExceptionally(failure));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    wakeLeft();
    return cancelled;
  }

  /** The inherited method sets the result behind the back of {@link #complete}. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(() -> {
      try {
        complete(supplier.get());
      } catch (Throwable e) {
        completeExceptionally(e);
      }
    });
    return this;
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
    return completeAsync(supplier, defaultExecutor());
  }

  @Override
  public void obtrudeValue(T value) {
    super.obtrudeValue(value);
    wakeLeft();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    wakeLeft();
  }
}
