package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/** What the body of a generator returns: that nothing more comes, and perhaps a result. */
public abstract class Ended {
  private final @Nullable Object result;

  /** Creates an end with this result, or null for none. */
  protected Ended(@Nullable Object result) {
    this.result = result;
  }

  /** Returns the value that the body ended with, or null. */
  public final @Nullable Object result() {
    return result;
  }

  /**
   * Returns the result of the end that a body has returned.
   *
   * @throws IllegalStateException if it returned something else
   */
  static @Nullable Object resultOf(@Nullable Object returned) {
    if (returned instanceof Ended ended) {
      return ended.result;
    }
    throw wrongReturn(returned);
  }

  private static IllegalStateException wrongReturn(@Nullable Object returned) {
    return new IllegalStateException("the body of a generator returned "
        + (returned == null ? "null" : "an object of " + returned.getClass())
        + "; it has to return Generator.end()");
  }
}
