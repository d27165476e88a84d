package dev.coriolis.frame;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the coroutines of one thread are resumed.
 *
 * <p>An event loop is one. Coroutines see it by this interface only, so that the language does not
 * depend on how a loop is made. Its {@code toString} is what people read in a dump.
 */
public interface Dispatcher {

  /** Returns the dispatcher of the calling thread, or null where there is none. */
  static @Nullable Dispatcher current() {
    return Context.current().dispatcher();
  }

  /**
   * Runs a resumption on this dispatcher's thread, never inside another coroutine's turn: at once
   * where the caller is that thread and no coroutine runs, otherwise later. From any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  void dispatch(Runnable resumption);

  /**
   * Runs a task in a later turn on this dispatcher's thread, behind everything that is ready now. From
   * any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  void defer(Runnable task);

  /**
   * Runs a task on this dispatcher's thread once {@code delay} has passed. From any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  Timer schedule(Duration delay, Runnable task);

  /** Returns the time of this dispatcher's clock, which never goes back; only differences mean something. */
  long nanoTime();

  /**
   * Returns whether the turn that runs has used up its time: then a coroutine lets others run at its
   * next await, also if what it awaits is done. Called by this dispatcher's thread.
   */
  boolean isOverdue();

  /**
   * Starts a coroutine on this dispatcher's thread: at once in a turn of its own, otherwise later. From
   * any thread.
   *
   * @return the result; to cancel it asks the coroutine to end
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine);

  /**
   * Runs work that may block on a thread beside this dispatcher's, once one is free; work that is a
   * {@link java.util.concurrent.Future} is cancelled if it never gets one. From any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  void offload(Runnable work);

  /** Returns where failures of its coroutines are noted that nobody looks at. From any thread. */
  default Failures failures() {
    return Failures.ofProcess();
  }

  /** A task that waits for its time. */
  interface Timer {
    /** Gives the task up, unless it has begun. From any thread; a second call does nothing. */
    void cancel();
  }
}
