package dev.coriolis.loop;

/** Carries the stack of another thread into the log. */
final class ThreadStack extends Exception {
  private static final long serialVersionUID = 1;

  ThreadStack(Thread thread) {
    super("the stack of the thread " + thread.getName());
    setStackTrace(thread.getStackTrace());
  }
}
