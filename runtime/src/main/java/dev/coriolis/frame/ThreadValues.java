package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/**
 * Lets values that other libraries keep in thread locals follow a coroutine: the diagnostic context of
 * a logger, the current span of a tracer.
 *
 * <p>An implementation is found by {@link java.util.ServiceLoader}. The values are taken whenever a
 * coroutine is suspended, and given to the thread on which it goes on; when it leaves that thread, the
 * thread has back what it had.
 *
 * <p><b>Threads:</b> any.
 */
public interface ThreadValues {

  /** Returns whether there is anything to work with; one that says no is not used. */
  boolean isAvailable();

  /** Returns the values of the calling thread, or null if there can be none. */
  @Nullable
  Object capture();

  /**
   * Gives the calling thread these values and no others.
   *
   * @return what gives the thread back the values that it had; called on the same thread
   */
  Restored restore(Object captured);

  /** Values that a thread has for a while. */
  interface Restored {
    /** Gives the thread back the values that it had before. */
    void undo();
  }
}
