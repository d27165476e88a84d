package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.frame.Context;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeoutTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final CompletableFuture<String> source = new CompletableFuture<>();
  private final CompletableFuture<Void> cleaning = new CompletableFuture<>();

  private static Throwable failure(CompletionStage<?> stage) throws Exception {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void valueInTimePasses() {
    CompletableFuture<String> limited = timeout(LONG, source);

    source.complete("in time");

    assertThat(limited).isCompletedWithValue("in time");
  }

  @Test
  void failureInTimePasses() throws Exception {
    CompletableFuture<String> limited = timeout(LONG, source);
    IOException failure = new IOException("in time");

    source.completeExceptionally(failure);

    assertThat(failure(limited)).isSameAs(failure);
  }

  @Test
  void whatIsDoneNeedsNoTime() throws Exception {
    IOException failure = new IOException("done");

    assertThat(timeout(Duration.ZERO, completedFuture("done"))).isCompletedWithValue("done");
    assertThat(failure(timeout(millis(-1), failedFuture(failure)))).isSameAs(failure);
  }

  @Test
  void cancelsTheStageAndSaysHowLongItHadWhenTheTimeIsOver() throws Exception {
    CompletableFuture<String> limited = timeout(millis(5), source);

    assertThat(failure(limited))
        .isExactlyInstanceOf(TimeoutException.class)
        .hasMessage("timed out after 5 ms")
        .hasNoCause();
    assertThat(source).isCancelled();
  }

  @Test
  void negativeTimeIsNoTime() throws Exception {
    assertThat(failure(timeout(millis(-5), source))).isInstanceOf(TimeoutException.class);
  }

  /** Ends as {@code end} says when it is cancelled, after it has cleaned up. */
  @Coroutine
  private static CompletionStage<String> cleansUp(
      CompletionStage<?> awaited, CompletionStage<?> cleaning, CompletionStage<String> end) {
    try {
      await(awaited);
      return completedFuture("awaited");
    } catch (CancellationException e) {
      await(cleaning);
      return completedFuture(await(end));
    }
  }

  @Test
  void waitsUntilTheStageHasCleanedUp() throws Exception {
    CompletableFuture<String> limited =
        timeout(millis(1), cleansUp(source, cleaning, failedFuture(new CancellationException())));

    failure(source);
    assertThat(limited).isNotDone();

    cleaning.complete(null);
    assertThat(failure(limited)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void valueOfTheCancelledStageIsNotLost() {
    CompletableFuture<String> limited =
        timeout(millis(1), cleansUp(source, completedFuture(null), completedFuture("late")));

    assertThat(limited).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo("late");
  }

  @Test
  void failureOfTheCancelledStageIsNotLost() throws Exception {
    IOException failure = new IOException("while cleaning up");
    CompletableFuture<String> limited =
        timeout(millis(1), cleansUp(source, completedFuture(null), failedFuture(failure)));

    assertThat(failure(limited)).isSameAs(failure);
  }

  @Test
  void cancellingItCancelsTheStageAndWaits() throws Exception {
    CompletableFuture<String> limited =
        timeout(LONG, cleansUp(source, cleaning, failedFuture(new CancellationException())));

    assertThat(limited.cancel(true)).isTrue();
    assertThat(source).isCancelled();
    assertThat(limited).isNotDone();

    cleaning.complete(null);
    assertThat(failure(limited)).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancelledByOthersIsNoTimeout() throws Exception {
    CompletableFuture<String> limited = timeout(LONG, source);

    source.cancel(true);

    assertThat(failure(limited)).isInstanceOf(CancellationException.class);
  }

  @Coroutine
  private static CompletionStage<String> onLoop() {
    try {
      await(timeout(millis(1), delay(LONG)));
      return completedFuture("awaited");
    } catch (Exception e) {
      return completedFuture(e.getMessage());
    }
  }

  @Test
  void worksOnALoop() {
    assertThat(EventLoop.run(TimeoutTest::onLoop)).isEqualTo("timed out after 1 ms");
  }

  @Test
  void timersOfWhatIsDoneHoldUpNothing() {
    EventLoop.run(() -> timeout(LONG, delay(millis(1))));
  }

  @Coroutine
  private static CompletionStage<Duration> timeLeft(Duration extra) {
    await(delay(millis(1)));
    return completedFuture(await(timeout(extra, TimeoutTest::now)));
  }

  @Coroutine
  private static CompletionStage<Duration> now() {
    await(delay(millis(1)));
    return completedFuture(Deadline.remaining());
  }

  @Test
  void coroutineSeesHowMuchTimeIsLeft() {
    Duration left = EventLoop.run(() -> timeout(LONG, () -> timeLeft(LONG.plus(LONG))));

    assertThat(left).isLessThan(LONG).isGreaterThan(LONG.dividedBy(2));
  }

  @Test
  void earlierOfTwoDeadlinesHolds() {
    Duration left = EventLoop.run(() -> timeout(LONG.plus(LONG), () -> timeLeft(LONG)));

    assertThat(left).isLessThan(LONG);
  }

  @Test
  void failureOfTheCallFailsTheStage() throws Exception {
    IOException failure = new IOException("thrown by the call");

    CompletableFuture<String> limited = timeout(LONG, () -> {
      throw failure;
    });

    assertThat(failure(limited)).isSameAs(failure);
  }

  @Test
  void onAClosedLoopTheStageIsCancelledAtOnce() {
    Context ofLoop;
    try (EventLoop loop = EventLoop.create()) {
      ofLoop = loop.launch(() -> completedFuture(Context.current())).join();
    }

    assertThatThrownBy(() -> ofLoop.call(() -> timeout(LONG, source)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(source).isCancelled();
  }

  @Test
  void rejectsNull() {
    assertThatThrownBy(() -> timeout(LONG, (CompletionStage<String>) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("null where a stage is expected");
  }
}
