package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.frame.CancellationPoint;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place where coroutines wait until others say that something has changed.
 *
 * <pre>{@code
 * await(changed.until(() -> !orders.isEmpty())); // on one event loop no lock is needed
 * orders.add(order);                             // elsewhere
 * changed.signal();
 * }</pre>
 *
 * <p>It belongs to no lock. The wait begins with the call of {@link #whenSignalled}, not with the await:
 * who looks at shared state under a {@link Mutex} calls it there, gives the lock back and awaits then.
 * {@link #until(Mutex, BooleanSupplier)} does that, and returns with the lock.
 *
 * <p>Callers are signalled in the order in which they came. A signal for which nobody waits is lost.
 *
 * <p><b>Threads:</b> any; those of several loops may share a condition.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled leaves the line and uses up no signal.
 */
public final class Condition {
  private final SpinLock guard = new SpinLock();
  private final Signals waiting = new Signals(guard);

  /** Creates a condition for which nobody waits. */
  public Condition() {}

  /** Returns a stage that completes with one of the next signals; the caller waits from now on. */
  public CompletionStage<@Nullable Void> whenSignalled() {
    guard.lock();
    try {
      return waiting.add();
    } finally {
      guard.unlock();
    }
  }

  /**
   * Returns a stage that completes when {@code holds} does. It is asked now, and after each signal.
   *
   * <p>Whatever it throws fails the stage. For state that only the coroutines of one loop touch.
   *
   * <p><b>Cancellation:</b> a caller that is cancelled passes on the signal that it may have had.
   */
  @Coroutine
  public CompletionStage<Void> until(BooleanSupplier holds) {
    boolean signalled = false;
    try {
      while (!holds.getAsBoolean()) {
        signalled = false;
        await(whenSignalled());
        signalled = true;
        await(new CancellationPoint());
      }
    } catch (Throwable failure) {
      passOn(signalled);
      throw failure;
    }
    return done();
  }

  /**
   * Returns the lock of {@code mutex}, once {@code holds} does. It is asked under that lock, now and after
   * each signal; in between the lock is free.
   *
   * <p>Whatever it throws fails the stage, and the lock is free then.
   *
   * <p><b>Cancellation:</b> a caller that is cancelled has no lock. If it was signalled before, it passes
   * the signal on.
   */
  @Coroutine
  public CompletionStage<Mutex.Lock> until(Mutex mutex, BooleanSupplier holds) {
    boolean signalled = false;
    try {
      while (true) {
        Mutex.Lock lock = await(mutex.lock());
        CompletionStage<@Nullable Void> next = look(lock, holds);
        if (next == null) {
          return completedFuture(lock);
        }
        signalled = false;
        await(next);
        signalled = true;
        await(new CancellationPoint());
      }
    } catch (Throwable failure) {
      passOn(signalled);
      throw failure;
    }
  }

  /** Keeps the lock and returns null, or begins to wait and gives the lock back. */
  private @Nullable CompletionStage<@Nullable Void> look(Mutex.Lock lock, BooleanSupplier holds) {
    boolean kept = false;
    try {
      kept = holds.getAsBoolean();
      return kept ? null : whenSignalled();
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  /** Leaves a signal to the next caller, where the one that has had it could not use it. */
  private void passOn(boolean signalled) {
    if (signalled) {
      signal();
    }
  }

  /** Lets the caller go on that has waited longest. */
  public void signal() {
    signal(1);
  }

  /**
   * Lets so many callers go on, or all if there are fewer.
   *
   * @throws IllegalArgumentException if {@code callers} is negative
   */
  public void signal(int callers) {
    if (callers < 0) {
      throw new IllegalArgumentException("callers must not be negative, was " + callers);
    }
    waiting.give(callers, callersUpToNow());
  }

  /** Lets everybody go on who waits now. */
  public void signalAll() {
    waiting.giveAll(callersUpToNow());
  }

  private int callersUpToNow() {
    guard.lock();
    try {
      return waiting.next();
    } finally {
      guard.unlock();
    }
  }
}
