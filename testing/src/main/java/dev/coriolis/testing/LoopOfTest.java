package dev.coriolis.testing;

import dev.coriolis.CoroutineDump;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The loop of one test, from its first {@code @BeforeEach} method to its last {@code @AfterEach}. */
interface LoopOfTest {

  /** Returns the loop itself, for a parameter of the test. */
  Object loop();

  /** Starts a coroutine on the loop, and returns its end. Called when the one before has ended. */
  CompletableFuture<?> start(Callable<? extends CompletionStage<?>> coroutine);

  /** Returns how to have the same order again, or nothing if it is always the same. */
  Optional<String> order();

  /** Returns the thread on which the last coroutine was started. */
  Thread thread();

  /** Returns the coroutines that are suspended on the loop. */
  CoroutineDump suspended();

  /**
   * Runs what is ready, and whatever is about to end ends; no longer than {@code limit}. Returns the
   * coroutines that are suspended then.
   */
  CoroutineDump settle(Duration limit);

  /** Ends the loop, and with it all that it still runs; reports what nobody has looked at. */
  void end();
}
