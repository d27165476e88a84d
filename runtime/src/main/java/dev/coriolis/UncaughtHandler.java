package dev.coriolis;

import dev.coriolis.frame.FailureHandler;
import dev.coriolis.frame.Failures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each coroutine and task that fails while nobody looks at the failure: the last place at which
 * it can be noticed.
 *
 * <pre>{@code
 * UncaughtHandler.setDefault((what, failure) -> {
 *   lostFailures.increment();
 *   LOG.error("{} failed", what, failure);
 * });
 * }</pre>
 *
 * <p>Somebody looks who awaits the stage, attaches another one to it, asks for its value or failure, or
 * hands it to {@code all} or a {@code Scope}. What nobody has looked at is reported once: when its loop
 * ends, when its stage is unreachable, or when the grace is over, whichever comes first. Unless a handler
 * is set, the failure is logged as an error by the logger of this name; where SLF4J has no backend, it is
 * printed to {@code System.err}. A handler that throws is logged with what it was given.
 *
 * <p><b>Threads:</b> it is called on any, loops among them, and must not block.
 *
 * <p><b>Cancellation:</b> a coroutine that was cancelled and ends so has not failed.
 */
@FunctionalInterface
public interface UncaughtHandler extends FailureHandler {

  /** Sets the handler of all loops that have none of their own, and of coroutines without a loop. */
  static void setDefault(@Nullable UncaughtHandler handler) {
    Failures.ofProcess().handler(handler);
  }

  /**
   * Sets how long somebody has time to look at a failure; null stands for the default. Default: 5
   * seconds.
   *
   * @throws IllegalArgumentException if {@code grace} is negative
   */
  static void setDefaultGrace(@Nullable Duration grace) {
    Failures.ofProcess().grace(grace);
  }
}
