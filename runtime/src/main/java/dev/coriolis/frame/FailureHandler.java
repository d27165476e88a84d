package dev.coriolis.frame;

/** Hears of each failure that nobody has looked at. */
public interface FailureHandler {

  /**
   * Hears of one failure, once. On any thread, that of a loop among them, so it must not block. Where it
   * throws, what it throws is logged as well as the failure.
   *
   * @param what what has failed, to begin a sentence with: a coroutine with its place, or a task of a
   *     loop
   * @param failure the failure, with the logical stack of the coroutine
   */
  void uncaught(String what, Throwable failure);
}
