package dev.coriolis.frame;

/** A thread that belongs to a dispatcher: coroutines which start on it stay on it. */
public interface DispatcherThread {

  /** Returns the dispatcher that runs on this thread. */
  Dispatcher dispatcher();
}
