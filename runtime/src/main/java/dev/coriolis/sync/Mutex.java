package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one coroutine at a time holds, also across its awaits.
 *
 * <pre>{@code
 * try (Mutex.Lock held = await(mutex.lock())) {
 *   balance = await(bank.withdraw(balance, 10));
 * }
 * await(mutex.withLock(() -> bank.deposit(10))); // the same, where one stage is all there is
 * }</pre>
 *
 * <p>Callers get it in the order in which they asked; {@link #tryLock} does not overtake them. It is not
 * reentrant: who asks for it again while holding it waits for itself, for ever.
 *
 * <p><b>Threads:</b> any; those of several loops may share a mutex, and the lock may be given back by
 * another thread than took it.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled leaves the line. If the lock was on its way already,
 * {@code cancel} returns false and the caller gets it: nobody loses it.
 */
public final class Mutex {
  private final SpinLock guard = new SpinLock();
  private final Line<Acquisition> line = new Line<>(guard);

  /** Whether somebody holds the lock, or is being given it. Guarded. */
  private boolean locked;

  /** Creates a mutex that nobody holds. */
  public Mutex() {}

  /**
   * What the holder of a {@link Mutex} has, and gives back once.
   *
   * <p><b>Threads:</b> any.
   */
  public sealed interface Lock extends AutoCloseable permits Acquisition {

    /**
     * Gives the lock back, and to the next caller that waits for it.
     *
     * @throws IllegalStateException if it was given back before
     */
    void unlock();

    /** Gives the lock back unless that was done before: the end of a {@code try} block. */
    @Override
    void close();
  }

  /** One caller's lock: its place in the line, its stage, and what the stage has as its value. */
  static final class Acquisition extends Waiting<Lock> implements Lock {
    private final Mutex mutex;

    /** Whether the caller holds the lock. Guarded. */
    private boolean held;

    private Acquisition(Mutex mutex) {
      super(mutex.line);
      this.mutex = mutex;
    }

    @Override
    public void unlock() {
      if (!mutex.release(this)) {
        throw new IllegalStateException(
            "the mutex is not locked by this caller: its lock was given back before");
      }
    }

    @Override
    public void close() {
      mutex.release(this);
    }

    @Override
    public void discard() {
      mutex.release(this);
    }
  }

  /** Returns the lock, once the caller has it. */
  public CompletionStage<Lock> lock() {
    Acquisition caller = new Acquisition(this);
    if (take(caller)) {
      caller.settle(caller);
    }
    return caller;
  }

  /** Gives the lock to the caller, or puts it into the line and returns false. */
  private boolean take(Acquisition caller) {
    guard.lock();
    try {
      if (locked) {
        line.add(caller);
        return false;
      }
      locked = true;
      caller.held = true;
      return true;
    } finally {
      guard.unlock();
    }
  }

  /** Returns the lock if nobody has it, without waiting. */
  public Optional<Lock> tryLock() {
    guard.lock();
    try {
      if (locked) {
        return Optional.empty();
      }
      Acquisition caller = new Acquisition(this);
      locked = true;
      caller.held = true;
      return Optional.of(caller);
    } finally {
      guard.unlock();
    }
  }

  /**
   * Calls {@code body} while holding the lock, and holds it until the stage that it returns is complete.
   *
   * <p><b>Cancellation:</b> as that of a coroutine; the lock is given back when the body's stage has
   * ended.
   */
  @Coroutine
  public <T extends @Nullable Object> CompletionStage<T> withLock(
      Callable<? extends CompletionStage<? extends T>> body) {
    Lock held = await(lock());
    try {
      return completedFuture(await(Body.start(body)));
    } finally {
      held.close();
    }
  }

  /** Returns whether somebody holds the lock. */
  public boolean isLocked() {
    guard.lock();
    try {
      return locked;
    } finally {
      guard.unlock();
    }
  }

  /** Takes the lock from its holder for the next in line; returns false if the caller has it not. */
  private boolean release(Acquisition caller) {
    Acquisition next;
    guard.lock();
    try {
      if (!caller.held) {
        return false;
      }
      caller.held = false;
      next = line.poll();
      if (next == null) {
        locked = false;
      } else {
        next.held = true;
      }
    } finally {
      guard.unlock();
    }
    if (next != null) {
      next.grant(next);
    }
    return true;
  }
}
