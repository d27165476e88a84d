package dev.coriolis.frame;

import java.util.concurrent.CompletableFuture;

/**
 * Waits for tests that are coroutines: they return nothing to the test framework that calls them.
 *
 * <p>It is bound in the {@link Context} under its class while the framework calls a test.
 */
public interface TestRunner {

  /**
   * Waits for the end of a test before it goes on, and takes over its failure.
   *
   * @throws IllegalStateException if it waits no longer
   */
  void waitFor(CompletableFuture<?> test);
}
