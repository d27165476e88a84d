package dev.coriolis.processor.weave;

/** One step of weaving a method; it keeps nothing between methods. */
interface Pass {

  /**
   * Does its step.
   *
   * @throws WeaveException if the method cannot be woven
   */
  void run(CoroutineMethod method);
}
