package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  /** Null, the one {@link Frame} that waits, or a {@link Link} where there are more. */
  @SuppressWarnings("unused") // by WAITERS
  private volatile @Nullable Object waiters;

  /** One of several waiters. */
  record Link(Frame<?> frame, Object next) {}

  /** Creates a future that is not complete. */
  public LinkedFuture() {}

  /** Links a frame; returns false, and does not link it, if the future is complete. */
  final boolean addWaiter(Frame<?> frame) {
    while (!isDone()) {
      Object before = waiters;
      Object after = before == null ? frame : new Link(frame, before);
      if (WAITERS.compareAndSet(this, before, after)) {
        // Completed in between: whoever takes the link back first decides who wakes the frame.
        return !isDone() || !WAITERS.compareAndSet(this, after, before);
      }
    }
    return false;
  }

  /** Returns the frame that was linked last, or null: the next coroutine up the logical stack. */
  final @Nullable Frame<?> lastWaiter() {
    Object linked = waiters;
    return linked instanceof Link link ? link.frame : (Frame<?>) linked;
  }

  /** Unlinks all waiters and returns them: null, a frame, or a {@link Link}. */
  final @Nullable Object takeWaiters() {
    return waiters == null ? null : WAITERS.getAndSet(this, null);
  }

  /** Completes without waking the waiters, for a caller that takes and resumes them itself. */
  final void settle(T value) {
    super.complete(value);
  }

  /** Fails without waking the waiters, for a caller that takes and resumes them itself. */
  final void settleExceptionally(Throwable failure) {
    super.completeExceptionally(failure);
  }

  /**
   * Says that nobody is going to use the value: who cancelled the future too late calls it, and so a
   * {@code select} loses nothing. A source that has handed over what must not be lost (a lock, an
   * element of a queue) takes it back. It does nothing here, nor where there is no value, nor twice.
   */
  public void discard() {}

  private boolean wakeIf(boolean completed) {
    if (completed) {
      Frame.wakeAll(takeWaiters());
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
    wakeIf(isDone());
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
    wakeIf(true);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    wakeIf(true);
  }
}
