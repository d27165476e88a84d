package dev.coriolis.frame;

/** What the MXBean {@code dev.coriolis:type=Coroutines} offers. */
public interface CoroutinesMXBean {

  /** Returns whether coroutines are tracked. */
  boolean isTracking();

  /** Begins or ends to track coroutines. */
  void setTracking(boolean tracking);

  /** Returns how many coroutines are known to be suspended that do not await another one. */
  int getSuspendedCount();

  /** Returns which coroutines are suspended, and where, as a text. */
  String dump();
}
