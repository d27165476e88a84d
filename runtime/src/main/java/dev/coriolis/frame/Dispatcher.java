package dev.coriolis.frame;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the coroutines of one thread are resumed.
 *
 * <p>An event loop is one. Coroutines see it by this interface only, so that the language does not
 * depend on how a loop is made.
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
   * Runs a task on this dispatcher's thread once {@code delay} has passed. From any thread.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed
   */
  Timer schedule(Duration delay, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** Gives the task up, unless it has begun. From any thread; a second call does nothing. */
    void cancel();
  }
}
