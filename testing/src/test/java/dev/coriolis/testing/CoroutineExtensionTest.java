package dev.coriolis.testing;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes that go wrong, and looks at what JUnit is told. */
@Timeout(120)
class CoroutineExtensionTest {
  private static final IOException FAILURE = new IOException("the user's own");

  private static Events run(Class<?> testClass) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
    return results.testEvents();
  }

  private static Throwable failureOf(Class<?> testClass) {
    List<Throwable> failures = run(testClass).failed().stream()
        .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
        .map(result -> result.getThrowable())
        .flatMap(Optional::stream)
        .toList();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  static class Fails {
    @CoroutineTest
    void test() throws IOException {
      await(delay(Duration.ofMillis(1)));
      throw FAILURE;
    }
  }

  static class FailsAtOnce {
    @CoroutineTest
    void test() throws IOException {
      if (await(CompletableFuture.completedFuture(true))) {
        throw FAILURE;
      }
    }
  }

  static class FailsOnVirtualTime {
    @CoroutineTest(TestLoop.VIRTUAL_TIME)
    void test() throws IOException {
      await(delay(Duration.ofHours(1)));
      throw FAILURE;
    }
  }

  static class CleansUpWhenItIsGivenUp {
    private static boolean cleanedUp;

    @CoroutineTest(timeoutSeconds = 1)
    void test() {
      try {
        await(new CompletableFuture<Void>());
      } finally {
        await(delay(Duration.ofMillis(1)));
        cleanedUp = true;
      }
    }
  }

  @Test
  void testThatIsGivenUpIsCancelledAndMayCleanUp() {
    CleansUpWhenItIsGivenUp.cleanedUp = false;

    assertThat(failureOf(CleansUpWhenItIsGivenUp.class))
        .hasMessageContaining("has not ended within 1 s");
    assertThat(CleansUpWhenItIsGivenUp.cleanedUp).isTrue();
  }

  static class FailsBefore {
    @BeforeEach
    @Coroutine
    void begin() throws IOException {
      await(delay(Duration.ofMillis(1)));
      throw FAILURE;
    }

    @CoroutineTest
    void test() {}
  }

  static class FailsAfter {
    @AfterEach
    @Coroutine
    void end() throws IOException {
      await(delay(Duration.ofMillis(1)));
      throw FAILURE;
    }

    @CoroutineTest
    void test() {}
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Fails.class,
        FailsAtOnce.class,
        FailsOnVirtualTime.class,
        FailsBefore.class,
        FailsAfter.class
      })
  void failureOfTheUserComesAsItIs(Class<?> testClass) {
    assertThat(failureOf(testClass)).isSameAs(FAILURE);
    assertThat(FAILURE).hasNoSuppressedExceptions();
  }

  static class FailsShuffled {
    @CoroutineTest(value = TestLoop.SHUFFLED, seed = 42)
    void test() {
      await(delay(Duration.ofHours(1)));
      throw new IllegalStateException("no");
    }
  }

  @Test
  void failureOfAShuffledTestNamesTheSeed() {
    Throwable failure = failureOf(FailsShuffled.class);

    assertThat(failure).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("seed 42");
  }

  static class TakesTooLong {
    @CoroutineTest(timeoutSeconds = 1)
    void test() {
      await(new CompletableFuture<>());
    }
  }

  static class Blocks {
    @CoroutineTest(timeoutSeconds = 1)
    @SuppressWarnings("coriolis:BlockingCall") // what the test is about
    void test() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  static class NeverEndsOnVirtualTime {
    @CoroutineTest(value = TestLoop.VIRTUAL_TIME, timeoutSeconds = 1)
    void test() {
      while (true) {
        await(delay(Duration.ofSeconds(1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {TakesTooLong.class, Blocks.class, NeverEndsOnVirtualTime.class})
  void testThatTakesTooLongFailsWithWhereItsThreadIs(Class<?> testClass) {
    Throwable failure = failureOf(testClass);

    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not ended within 1 s")
        .hasMessageContaining("suspended coroutine");
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("coroutine-test");
    assertThat(failure.getSuppressed()[0].getStackTrace()).isNotEmpty();
  }

  static class LeavesACoroutineBehind {
    static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    @CoroutineTest
    void test() {
      CompletionStage<Void> left = waiting();
      assertThat(left).isNotNull();
    }

    @Coroutine
    private static CompletionStage<Void> waiting() {
      await(NEVER);
      return done();
    }
  }

  static class LeavesALaunchedOneBehind {
    @CoroutineTest(TestLoop.VIRTUAL_TIME)
    void test() {
      Coroutines.launch(() -> {
        while (true) {
          await(delay(Duration.ofHours(1)));
        }
      });
    }
  }

  static class LeavesOneBehindThatIsAboutToGoOn {
    @CoroutineTest
    void test(EventLoop loop) {
      CompletableFuture<Void> first = new CompletableFuture<>();
      Coroutines.launch(() -> {
        await(first);
        await(new CompletableFuture<>());
        return done();
      });
      loop.execute(LeavesOneBehindThatIsAboutToGoOn::keepTheLoopBusy);
      first.complete(null);
    }

    /** Long enough for the end of the test to be seen before the turn that is behind this one. */
    private static void keepTheLoopBusy() {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        LeavesACoroutineBehind.class,
        LeavesALaunchedOneBehind.class,
        LeavesOneBehindThatIsAboutToGoOn.class
      })
  void coroutineThatIsLeftBehindFailsTheTest(Class<?> testClass) {
    assertThat(failureOf(testClass))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has ended, and left behind 1 suspended coroutine")
        .hasMessageContaining(testClass.getSimpleName());
  }

  static class CancelsWhatItStarted {
    @CoroutineTest
    void test() {
      CompletableFuture<Void> ticker = Coroutines.launch(() -> {
        try {
          await(new CompletableFuture<>());
        } finally {
          await(delay(Duration.ofMillis(20)));
        }
        return done();
      });
      ticker.cancel(true);
    }
  }

  @Test
  void coroutineThatIsAboutToEndIsNoLeak() {
    run(CancelsWhatItStarted.class).assertStatistics(statistics -> statistics.succeeded(1));
  }

  static class DeadlocksOnVirtualTime {
    @CoroutineTest(TestLoop.VIRTUAL_TIME)
    void test() {
      await(new CompletableFuture<>());
    }
  }

  @Test
  void deadlockFailsAtOnce() {
    assertThat(failureOf(DeadlocksOnVirtualTime.class))
        .isInstanceOf(DeadlockError.class)
        .hasMessageContaining("1 suspended coroutine")
        .hasMessageContaining("DeadlocksOnVirtualTime.test(CoroutineExtensionTest.java:");
  }

  static class DropsAFailure {
    static CompletionStage<Void> kept;

    @CoroutineTest
    void test() throws IOException {
      kept = failing();
      await(delay(Duration.ofMillis(1)));
    }

    @Coroutine
    private CompletionStage<Void> failing() throws IOException {
      await(delay(Duration.ZERO));
      throw FAILURE;
    }
  }

  static class DropsAFailureOnVirtualTime {
    @CoroutineTest(TestLoop.VIRTUAL_TIME)
    void test() {
      Coroutines.launch(() -> {
        await(delay(Duration.ofHours(1)));
        throw FAILURE;
      });
      await(delay(Duration.ofHours(2)));
    }
  }

  static class TaskFails {
    @CoroutineTest
    void test(EventLoop loop) {
      loop.execute(() -> {
        throw new IllegalStateException(FAILURE);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {DropsAFailure.class, DropsAFailureOnVirtualTime.class, TaskFails.class})
  void failureThatNobodyLookedAtFailsTheTest(Class<?> testClass) {
    assertThat(failureOf(testClass))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nobody looked at the failure")
        .hasRootCause(FAILURE);
  }

  static class LooksAtAFailure {
    @CoroutineTest
    void test() {
      CompletableFuture<Void> failing = Coroutines.launch(() -> {
        await(delay(Duration.ZERO));
        throw FAILURE;
      });
      await(failing.exceptionally(thrown -> null));
    }
  }

  static class IsAborted {
    @CoroutineTest(TestLoop.SHUFFLED)
    void test() {
      await(done());
      Assumptions.assumeTrue(false); // what the test is about
    }
  }

  @Test
  void failureThatSomebodyLookedAtIsNone() {
    run(LooksAtAFailure.class).assertStatistics(statistics -> statistics.succeeded(1));
  }

  @Test
  void assumptionAbortsTheTest() {
    run(IsAborted.class).assertStatistics(statistics -> statistics.aborted(1).failed(0));
  }

  static class WantsTheWrongLoop {
    @CoroutineTest
    void test(VirtualTimeLoop loop) {}
  }

  @Test
  void parameterOfTheWrongLoopIsExplained() {
    assertThat(failureOf(WantsTheWrongLoop.class))
        .hasMessageContaining("runs on a EventLoop")
        .hasMessageContaining("VirtualTimeLoop");
  }

  static class HasNoExtension {
    @Test
    @Coroutine
    void test() {
      await(new CompletableFuture<>());
    }
  }

  @Test
  void coroutineWithoutTheExtensionFails() {
    assertThat(failureOf(HasNoExtension.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@CoroutineTest");
  }

  static class HasANegativeTimeout {
    @CoroutineTest(timeoutSeconds = -1)
    void test() {}
  }

  @Test
  void negativeTimeoutIsRefused() {
    assertThat(failureOf(HasANegativeTimeout.class))
        .hasMessageContaining("timeoutSeconds must not be negative, was -1");
  }
}
