package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ScopeTimeLimitTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final CompletableFuture<String> source = new CompletableFuture<>();
  private final List<Object> log = new CopyOnWriteArrayList<>();
  private final EventLoop loop = EventLoop.create();

  private static Throwable failure(CompletionStage<?> stage) throws Exception {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Starts the coroutine on a loop, where the timer cannot come before its first suspension. */
  private <T> CompletableFuture<T> launch(Callable<CompletionStage<T>> coroutine) {
    return loop.launch(coroutine);
  }

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  private static boolean isLimited() {
    return Deadline.current().isPresent();
  }

  @Coroutine
  private CompletionStage<String> child(CompletionStage<String> stage) {
    try {
      return completedFuture(await(stage));
    } catch (CancellationException e) {
      await(delay(Duration.ofMillis(1)));
      log.add("child cleaned up");
      throw e;
    }
  }

  @Coroutine
  private CompletionStage<String> awaitsInBlock(Duration duration, CompletionStage<String> stage) {
    try (Scope scope = Scope.open(duration)) {
      scope.fork(() -> child(new CompletableFuture<>()));
      return completedFuture(await(stage));
    } finally {
      log.add("block ended");
    }
  }

  @Test
  void timeoutIsThrownOutOfTheAwaitInTheBlock() throws Exception {
    CompletionStage<String> run = launch(() -> awaitsInBlock(SHORT, source));

    assertThat(failure(run))
        .isExactlyInstanceOf(TimeoutException.class)
        .hasMessage("timed out after 5 ms")
        .hasNoSuppressedExceptions();
    assertThat(source).isCancelled();
    assertThat(log).containsExactly("child cleaned up", "block ended");
  }

  @Test
  void worksWithoutALoop() throws Exception {
    assertThat(failure(awaitsInBlock(SHORT, source))).isExactlyInstanceOf(TimeoutException.class);
    assertThat(log).endsWith("block ended");
  }

  @Coroutine
  private CompletionStage<String> joins(Duration duration) {
    try (Scope scope = Scope.open(duration)) {
      scope.fork(() -> child(source));
      await(scope.join());
      return completedFuture("joined");
    }
  }

  @Test
  void timeoutIsThrownOutOfTheJoinWhenTheChildrenHaveEnded() throws Exception {
    assertThat(failure(launch(() -> joins(SHORT))))
        .isExactlyInstanceOf(TimeoutException.class)
        .hasNoSuppressedExceptions();
    assertThat(log).containsExactly("child cleaned up");
  }

  @Test
  void blockInTimeEndsAsEver() {
    CompletionStage<String> run = joins(LONG);

    source.complete("in time");

    assertThat(run).isCompletedWithValue("joined");
  }

  @Coroutine
  private CompletionStage<String> catches() {
    try {
      return completedFuture(await(awaitsInBlock(SHORT, new CompletableFuture<>())));
    } catch (Exception e) {
      return completedFuture(e.getMessage());
    }
  }

  @Coroutine
  private CompletionStage<String> catchesAround() {
    try (Scope scope = Scope.open(SHORT)) {
      scope.fork(() -> child(source));
      await(delay(LONG));
    } catch (Exception e) {
      log.add(e.getMessage());
    }
    await(delay(Duration.ofMillis(1)));
    return completedFuture("went on");
  }

  @Test
  void coroutineGoesOnBehindTheBlock() {
    assertThat(EventLoop.run(this::catchesAround)).isEqualTo("went on");
    assertThat(EventLoop.run(this::catches)).isEqualTo("timed out after 5 ms");
    assertThat(log).startsWith("child cleaned up", "timed out after 5 ms");
  }

  @Coroutine
  private CompletionStage<Void> looks(CompletableFuture<Void> inside) {
    log.add(isLimited());
    try (Scope scope = Scope.open(LONG)) {
      log.add(isLimited());
      await(delay(Duration.ofMillis(1)));
      log.add(isLimited());
      scope.fork(this::looksBelow);
      await(inside);
      log.add(isLimited());
      await(scope.join());
    }
    log.add(isLimited());
    await(delay(Duration.ofMillis(1)));
    log.add(isLimited());
    return Coroutines.done();
  }

  @Coroutine
  private CompletionStage<Void> looksBelow() {
    log.add("below " + isLimited());
    await(delay(Duration.ofMillis(1)));
    log.add("below " + isLimited());
    return Coroutines.done();
  }

  @Coroutine
  private CompletionStage<Void> callsWhatLooks() {
    CompletableFuture<Void> inside = new CompletableFuture<>();
    CompletionStage<Void> called = looks(inside);
    log.add("caller " + isLimited());
    await(delay(Duration.ofMillis(50)));
    log.add("caller " + isLimited());
    inside.complete(null);
    await(called);
    log.add("caller " + isLimited());
    return Coroutines.done();
  }

  @Test
  void onlyTheBlockAndWhatItCallsSeeTheDeadline() {
    EventLoop.run(this::callsWhatLooks);

    assertThat(log)
        .containsExactly(
            false,
            true,
            "caller false",
            true,
            "below true",
            "below true",
            "caller false",
            true,
            false,
            false,
            "caller false");
  }

  @Test
  void threadHasNoDeadlineLeft() throws Exception {
    failure(awaitsInBlock(SHORT, source));

    assertThat(isLimited()).isFalse();
    assertThat(Deadline.remaining()).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
  }

  @Coroutine
  private CompletionStage<String> nested(Duration outer, Duration inner) {
    try (Scope around = Scope.open(outer)) {
      try (Scope scope = Scope.open(inner)) {
        log.add(Deadline.remaining());
        around.fork(() -> child(source));
        scope.fork(() -> child(source));
        await(delay(LONG));
      }
      return completedFuture("not reached");
    }
  }

  @ParameterizedTest(name = "outer {0} ms, inner {1} ms")
  @CsvSource({"5, 10000000", "10000000, 5"})
  void earlierEndHoldsInAScopeInAScope(long outer, long inner) throws Exception {
    CompletionStage<String> run =
        launch(() -> nested(Duration.ofMillis(outer), Duration.ofMillis(inner)));

    assertThat(failure(run)).hasMessage("timed out after 5 ms");

    assertThat(log)
        .filteredOn(Duration.class::isInstance)
        .allMatch(left -> ((Duration) left).compareTo(SHORT) <= 0);
  }

  @Coroutine
  private CompletionStage<String> goesOnInTheOuterBlock() {
    try (Scope around = Scope.open(Duration.ofMillis(250))) {
      try (Scope scope = Scope.open(SHORT)) {
        around.fork(() -> child(source));
        await(scope.fork(() -> cleansUpFor(Duration.ofMillis(500))));
      } catch (Exception e) {
        log.add(e.getMessage());
      }
      await(delay(LONG));
      return completedFuture("not reached");
    }
  }

  @Coroutine
  private static CompletionStage<String> cleansUpFor(Duration duration) {
    try {
      await(delay(LONG));
      return completedFuture("not reached");
    } finally {
      await(delay(duration));
    }
  }

  @Test
  void outerEndThatComesWhileTheInnerOneCleansUpHoldsToo() throws Exception {
    assertThat(failure(launch(this::goesOnInTheOuterBlock))).hasMessage("timed out after 250 ms");
    assertThat(log).containsExactly("child cleaned up", "timed out after 5 ms");
  }

  @Coroutine
  private CompletionStage<String> shieldsItself() {
    try (Scope scope = Scope.open(SHORT)) {
      scope.fork(() -> child(source));
      try {
        await(delay(LONG), TimeoutException.class);
      } catch (TimeoutException e) {
        log.add("caught");
      }
      await(delay(Duration.ofMillis(1)));
      return completedFuture("a value");
    }
  }

  @Test
  void timeoutThatWasCaughtInTheBlockIsNotThrownAgain() {
    assertThat(EventLoop.run(this::shieldsItself)).isEqualTo("a value");
    assertThat(log).contains("caught");
  }

  @Coroutine
  private CompletionStage<String> forksTooLate() {
    try (Scope scope = Scope.open(SHORT)) {
      try {
        await(delay(LONG), TimeoutException.class);
      } catch (TimeoutException e) {
        log.add("caught");
      }
      return completedFuture(await(scope.fork(() -> completedFuture("started"))));
    }
  }

  @Test
  void nothingIsStartedWhenTheTimeIsOver() throws Exception {
    assertThat(failure(launch(this::forksTooLate))).isExactlyInstanceOf(TimeoutException.class);
    assertThat(log).containsExactly("caught");
  }

  @Test
  void elsewhereThanInACoroutineTheJoinThrows() throws Exception {
    Scope scope = Scope.open(SHORT);
    CompletableFuture<String> child = scope.fork(() -> child(source));

    assertThat(failure(scope.join())).isExactlyInstanceOf(TimeoutException.class);
    assertThat(child).isCompletedExceptionally();
    assertThat(failure(scope.joinAll())).isExactlyInstanceOf(TimeoutException.class);
    assertThat(failure(scope.closing())).isNull();
  }

  @Test
  void joinAllLosesNoFailureWhenTheTimeIsOver() throws Exception {
    Scope scope = Scope.open(SHORT);
    IOException failure = new IOException("of the child");
    scope.fork(() -> failsWhenCancelled(failure));

    assertThat(failure(scope.joinAll()))
        .isExactlyInstanceOf(TimeoutException.class)
        .hasSuppressedException(failure);
  }

  @Coroutine
  private static CompletionStage<Void> failsWhenCancelled(IOException failure) throws IOException {
    try {
      await(delay(LONG));
      return Coroutines.done();
    } catch (CancellationException e) {
      throw failure;
    }
  }

  @Test
  void elsewhereThanInACoroutineTheEndThrowsWhatNobodyHasSeen() throws Exception {
    Scope scope = Scope.open(SHORT);
    CompletableFuture<String> child = scope.fork(() -> child(source));
    failure(child);

    assertThat(failure(scope.closing())).isExactlyInstanceOf(TimeoutException.class);
  }

  @Test
  void cancellationWinsOverTheDeadline() throws Exception {
    CompletableFuture<String> run = awaitsInBlock(LONG, source).toCompletableFuture();

    run.cancel(true);

    assertThat(failure(run)).isInstanceOf(CancellationException.class);
  }

  @Coroutine
  private CompletionStage<String> limitedByCaller() {
    return completedFuture(await(timeout(SHORT, () -> joins(LONG))));
  }

  @Test
  void deadlineOfTheCallerEndsTheBlock() throws Exception {
    assertThat(failure(launch(this::limitedByCaller))).hasMessage("timed out after 5 ms");
    assertThat(log).containsExactly("child cleaned up");
  }
}
