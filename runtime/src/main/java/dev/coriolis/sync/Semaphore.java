package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that coroutines take and give back.
 *
 * <pre>{@code
 * Semaphore downloads = Semaphore.bounded(4);
 * try (Semaphore.Permit permit = await(downloads.acquire())) {
 *   page = await(client.fetch(uri));
 * }
 * }</pre>
 *
 * <p>Callers are served in the order in which they asked; one that asks for many permits is not overtaken
 * by one that asks for few, nor by {@link #tryAcquire}.
 *
 * <p>{@link #bounded} never has more permits than it began with: to give back one too many is refused.
 * The other kind may gain permits by {@link #release}, and so count events.
 *
 * <p><b>Threads:</b> any; those of several loops may share a semaphore.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled leaves the line and takes no permit. If the permit was
 * on its way already, {@code cancel} returns false and the caller gets it: no permit is lost.
 */
public final class Semaphore {
  private final SpinLock guard = new SpinLock();
  private final Line<Acquisition> line = new Line<>(guard);
  private final int limit;

  /** Guarded. */
  private int available;

  private Semaphore(int permits, int limit) {
    this.available = permits;
    this.limit = limit;
  }

  /**
   * Creates a semaphore to which permits may be added.
   *
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public Semaphore(int permits) {
    this(atLeast(0, permits), Integer.MAX_VALUE);
  }

  /**
   * Returns a semaphore that refuses more permits than these.
   *
   * @throws IllegalArgumentException if {@code permits} is not positive
   */
  public static Semaphore bounded(int permits) {
    return new Semaphore(atLeast(1, permits), permits);
  }

  private static int atLeast(int least, int permits) {
    if (permits < least) {
      throw new IllegalArgumentException(
          "permits must be " + (least == 0 ? "at least 0" : "positive") + ", was " + permits);
    }
    return permits;
  }

  /**
   * Permits of a {@link Semaphore} that were taken together, and are given back together.
   *
   * <p><b>Threads:</b> any.
   */
  public sealed interface Permit extends AutoCloseable permits Acquisition {

    /**
     * Gives the permits back, unless that was done before.
     *
     * @throws IllegalStateException if the semaphore is bounded and has all its permits already, because
     *     {@link Semaphore#release} was called as well
     */
    @Override
    void close();
  }

  /** One caller's permits: its place in the line, its stage, and what the stage has as its value. */
  static final class Acquisition extends Waiting<Permit> implements Permit {
    private final Semaphore semaphore;

    /** How many it asks for or has; 0 when they were given back. Guarded. */
    private int permits;

    private Acquisition(Semaphore semaphore, int permits) {
      super(semaphore.line);
      this.semaphore = semaphore;
      this.permits = permits;
    }

    @Override
    public void close() {
      semaphore.giveBack(this);
    }

    @Override
    public void discard() {
      if (isDone() && !isCompletedExceptionally()) {
        semaphore.giveBack(this);
      }
    }

    /** Those behind it may ask for less. */
    @Override
    void left() {
      semaphore.serve(semaphore.nextServed());
    }
  }

  /** Takes a permit, once one is free. */
  public CompletionStage<Permit> acquire() {
    return acquire(1);
  }

  /**
   * Takes several permits at once, when there are so many.
   *
   * @throws IllegalArgumentException if {@code permits} is not positive, or more than a bounded semaphore
   *     has
   */
  public CompletionStage<Permit> acquire(int permits) {
    Acquisition caller = new Acquisition(this, asked(permits));
    if (take(caller)) {
      caller.settle(caller);
    }
    return caller;
  }

  private boolean take(Acquisition caller) {
    guard.lock();
    try {
      if (line.isEmpty() && available >= caller.permits) {
        available -= caller.permits;
        return true;
      }
      line.add(caller);
      return false;
    } finally {
      guard.unlock();
    }
  }

  /** Takes a permit if one is free and nobody waits for it, without waiting. */
  public Optional<Permit> tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * Takes several permits if so many are free and nobody waits, without waiting.
   *
   * @throws IllegalArgumentException as {@link #acquire(int)}
   */
  public Optional<Permit> tryAcquire(int permits) {
    Acquisition caller = new Acquisition(this, asked(permits));
    guard.lock();
    try {
      if (!line.isEmpty() || available < permits) {
        return Optional.empty();
      }
      available -= permits;
      return Optional.of(caller);
    } finally {
      guard.unlock();
    }
  }

  private int asked(int permits) {
    atLeast(1, permits);
    if (permits > limit) {
      throw new IllegalArgumentException("permits must be at most " + limit
          + ", which is all that this semaphore has, was " + permits);
    }
    return permits;
  }

  /**
   * Calls {@code body} while holding a permit, and holds it until the stage that it returns is complete.
   *
   * <p><b>Cancellation:</b> as that of a coroutine; the permit is given back when the body's stage has
   * ended.
   */
  @Coroutine
  public <T extends @Nullable Object> CompletionStage<T> withPermit(
      Callable<? extends CompletionStage<? extends T>> body) {
    Permit held = await(acquire());
    try {
      return completedFuture(await(Body.start(body)));
    } finally {
      held.close();
    }
  }

  /**
   * Adds a permit: for those who do not keep their {@link Permit}, or who count events.
   *
   * @throws IllegalStateException if the semaphore is bounded and has all its permits already
   */
  public void release() {
    release(1);
  }

  /**
   * Adds several permits.
   *
   * @throws IllegalArgumentException if {@code permits} is not positive
   * @throws IllegalStateException if a bounded semaphore would have more permits than it began with
   */
  public void release(int permits) {
    Acquisition next;
    atLeast(1, permits);
    guard.lock();
    try {
      add(permits);
      next = pollServed();
    } finally {
      guard.unlock();
    }
    serve(next);
  }

  private void giveBack(Acquisition holder) {
    Acquisition next;
    guard.lock();
    try {
      if (holder.permits == 0) {
        return;
      }
      add(holder.permits);
      holder.permits = 0;
      next = pollServed();
    } finally {
      guard.unlock();
    }
    serve(next);
  }

  private void add(int permits) {
    if (permits > limit - available) {
      throw new IllegalStateException("released too often: " + available + " of at most " + limit
          + " permits are free, and " + permits + " more were released");
    }
    available += permits;
  }

  /** Lets this caller go on, and those behind it for whom there are permits, one after the other. */
  private void serve(@Nullable Acquisition first) {
    for (Acquisition caller = first; caller != null; caller = nextServed()) {
      caller.grant(caller);
    }
  }

  private @Nullable Acquisition nextServed() {
    guard.lock();
    try {
      return pollServed();
    } finally {
      guard.unlock();
    }
  }

  /** Takes out who is first, with its permits, if there are so many. Called under the lock. */
  private @Nullable Acquisition pollServed() {
    Acquisition first = line.first();
    if (first == null || first.permits > available) {
      return null;
    }
    available -= first.permits;
    return line.poll();
  }

  /** Returns how many permits are free. */
  public int available() {
    guard.lock();
    try {
      return available;
    } finally {
      guard.unlock();
    }
  }
}
