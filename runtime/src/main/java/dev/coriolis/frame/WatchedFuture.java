package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future whose failure is reported if nobody looks at it: that of a coroutine, or of several.
 *
 * <p>Somebody looks who awaits it, attaches a stage to it, asks for its value or failure ({@link #join},
 * {@link #get}, {@link #getNow} ...), hands it to {@code all} or a scope; before or after it has failed.
 * {@link #isDone} and its like are no looking, and neither are {@link #orTimeout} and {@link
 * #completeOnTimeout}. There is one gap: {@link CompletableFuture#allOf} and {@link
 * CompletableFuture#anyOf} tell nobody that they look, if the future has failed already.
 *
 * <p>To cancel is no failure: a future that was asked to end may end with a {@link
 * CancellationException}. One that has failed in its cleaning up has a {@code CancellationException} with
 * a suppressed exception or a cause: that is a failure.
 */
public abstract class WatchedFuture<T extends @Nullable Object> extends LinkedFuture<T> {
  private static final StackWalker CALLER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final VarHandle MARKS;

  /** Somebody waits for it or has looked at it. */
  private static final byte SEEN = 1;

  /** It was asked to end. */
  static final byte ASKED = 2;

  /** A cancellation is still to be thrown in its body. */
  static final byte CANCEL_DUE = 4;

  /** The reason of an {@link Interruption} is still to be thrown in its body. */
  static final byte INTERRUPT_DUE = 8;

  static {
    try {
      MARKS = MethodHandles.lookup().findVarHandle(WatchedFuture.class, "marks", byte.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What any thread may note of it, in one byte: there are millions of frames. */
  @SuppressWarnings("unused") // by MARKS
  private volatile byte marks;

  /** Creates a future that is not complete. */
  protected WatchedFuture() {}

  /** The timer of a timeout, which goes away with the future; it does not count as somebody who looks. */
  private record Timeout(BiConsumer<?, ?> canceller) implements Waiter {
    @Override
    @SuppressWarnings("NullAway") // it asks for neither of the two
    public void wake() {
      canceller.accept(null, null);
    }

    @Override
    public boolean looks() {
      return false;
    }
  }

  /** Returns what has failed; a report begins with its {@code toString}. */
  protected abstract Object origin();

  /** Returns the origin of another future, for one that hands on its result. */
  protected static Object originOf(WatchedFuture<?> other) {
    return other.origin();
  }

  /** Notes a failure at which nobody has looked yet; who does later calls {@link #see}. */
  protected void unseen(Throwable failure) {
    failures().watch(this, failure);
  }

  /** Returns whether somebody waits for it or has looked at it. */
  public final boolean isSeen() {
    return has(SEEN);
  }

  /** Returns where an unseen failure is noted. Called by the thread on which the future fails. */
  protected Failures failures() {
    return Failures.current();
  }

  /** Notes that the future was asked to end: a {@link CancellationException} is no failure then. */
  protected final void requestCancel() {
    markUnless(ASKED, ASKED);
  }

  /** Returns whether the future was asked to end. */
  protected final boolean isCancelRequested() {
    return has(ASKED);
  }

  /** Returns whether one of these marks is set. */
  final boolean has(int any) {
    return (marks & any) != 0;
  }

  /** Sets marks, unless one of {@code any} is set; returns whether it did. */
  final boolean markUnless(int any, int mark) {
    byte before;
    do {
      before = marks;
      if ((before & any) != 0) {
        return false;
      }
    } while (!MARKS.compareAndSet(this, before, (byte) (before | mark)));
    return true;
  }

  /** Sets marks; returns all that were set before. */
  final int mark(int all) {
    return (byte) MARKS.getAndBitwiseOr(this, (byte) all);
  }

  /** Takes marks away; returns those of them that were set. */
  final int unmark(int all) {
    return (byte) MARKS.getAndBitwiseAnd(this, (byte) ~all) & all;
  }

  /** Counts as somebody who looks, whether the future has failed already or not. */
  public final void see() {
    markUnless(SEEN, SEEN);
    UnseenFailure unseen = unpark();
    if (unseen != null) {
      unseen.see();
    }
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    // They are gone once the future is complete.
    boolean awaited = getNumberOfDependents() > 0;
    if (!settleExceptionally(failure)) {
      return false;
    }
    Object waiters = takeWaiters();
    watch(failure, awaited || lookers(waiters));
    wakeAll(waiters);
    return true;
  }

  /**
   * Fails without waking the waiters, for a caller that takes and resumes them itself. If somebody else
   * has completed the future before, nobody can look at the failure, and it is reported.
   *
   * @return the waiters
   */
  final @Nullable Object settleWatched(Throwable failure) {
    boolean awaited = getNumberOfDependents() > 0;
    if (settleExceptionally(failure)) {
      Object waiters = takeWaiters();
      watch(failure, awaited || lookers(waiters));
      return waiters;
    }
    if (!Frames.isMereCancellation(failure)) {
      failures().report(origin() + ", whose result was decided by somebody else,", failure);
    }
    return null;
  }

  private static boolean lookers(@Nullable Object waiters) {
    for (Object rest = waiters; rest != null; rest = next(rest)) {
      if (first(rest).looks()) {
        return true;
      }
    }
    return false;
  }

  private void watch(Throwable failure, boolean awaited) {
    boolean cancelled = isCancelRequested() && Frames.isMereCancellation(failure);
    if (awaited) {
      markUnless(SEEN, SEEN);
    }
    if (cancelled || has(SEEN)) {
      return;
    }
    unseen(failure);
    // Who looked meanwhile has set the one and searched for the other, in this order.
    if (has(SEEN)) {
      see();
    }
  }

  private void seeFailure() {
    if (isCompletedExceptionally()) {
      see();
    }
  }

  /** Nearly all methods that attach a stage make it here. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    see();
    return super.newIncompleteFuture();
  }

  @Override
  public CompletionStage<T> minimalCompletionStage() {
    see();
    return super.minimalCompletionStage();
  }

  /** Asked by {@link CompletableFuture} itself, it is one of two stages that are combined. */
  @Override
  public CompletableFuture<T> toCompletableFuture() {
    if (!has(SEEN)
        && isCompletedExceptionally()
        && CALLER.getCallerClass() == CompletableFuture.class) {
      see();
    }
    return this;
  }

  /** Called by {@link CompletableFuture} itself, it is for a timer that goes away with the future. */
  @Override
  public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    if (action == null || action.getClass().getNestHost() != CompletableFuture.class) {
      return super.whenComplete(action);
    }
    Timeout timeout = new Timeout(action);
    if (!addWaiter(timeout)) {
      timeout.wake();
    }
    return this;
  }

  @Override
  public T join() {
    try {
      return super.join();
    } finally {
      seeFailure();
    }
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    try {
      return super.get();
    } finally {
      seeFailure();
    }
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return super.get(timeout, unit);
    } finally {
      seeFailure();
    }
  }

  @Override
  public T getNow(T valueIfAbsent) {
    seeFailure();
    return super.getNow(valueIfAbsent);
  }

  /**
   * Returns the value; of JDK 19 and later.
   *
   * @throws IllegalStateException if there is none, or none yet
   */
  public T resultNow() {
    seeFailure();
    if (!isDone() || isCompletedExceptionally()) {
      throw new IllegalStateException("there is no value: " + this);
    }
    return super.join();
  }

  /**
   * Returns the failure; of JDK 19 and later.
   *
   * @throws IllegalStateException if there is none, or none yet, or the future was cancelled
   */
  public Throwable exceptionNow() {
    seeFailure();
    if (!isCompletedExceptionally() || isCancelled()) {
      throw new IllegalStateException("there is no failure: " + this);
    }
    return Frames.failure(this);
  }

  @Override
  public String toString() {
    return super.toString() + " of " + origin();
  }
}
