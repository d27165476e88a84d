package dev.coriolis.processor.weave;

import java.util.Optional;

/** Turns the coroutines of one class file into state machines. */
public final class ClassWeaver {
  private ClassWeaver() {}

  /**
   * Returns the woven class, or nothing if the class has no coroutine.
   *
   * @throws WeaveException if a coroutine cannot be woven
   */
  public static Optional<WovenClass> weave(byte[] classFile) {
    return Optional.empty();
  }
}
