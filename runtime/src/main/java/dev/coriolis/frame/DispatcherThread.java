package dev.coriolis.frame;

/**
 * A thread that belongs to a dispatcher: coroutines which start on it stay on it.
 *
 * <p>It begins with {@link Context#of} its dispatcher, and keeps its context in a field: quicker to find
 * than a thread local.
 */
public interface DispatcherThread {

  /** Returns the thread's context. Called by the thread itself. */
  Context context();

  /** Gives the thread another context of the same dispatcher, or a dispatcher none. By itself. */
  void context(Context next);
}
