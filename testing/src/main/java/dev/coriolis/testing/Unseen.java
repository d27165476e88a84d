package dev.coriolis.testing;

import dev.coriolis.UncaughtHandler;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Collects what failed in a test while nobody looked, and makes it a failure of the test.
 *
 * <p><b>Threads:</b> any.
 */
final class Unseen implements UncaughtHandler {
  private final Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();

  @Override
  public void uncaught(String what, Throwable failure) {
    AssertionError error =
        new AssertionError(what + " failed, and nobody looked at the failure", failure);
    error.setStackTrace(new StackTraceElement[0]);
    failures.add(error);
  }

  /** Returns the first failure, with the others as suppressed ones. */
  Optional<AssertionError> asOne() {
    AssertionError first = failures.poll();
    if (first == null) {
      return Optional.empty();
    }
    failures.forEach(first::addSuppressed);
    failures.clear();
    return Optional.of(first);
  }
}
