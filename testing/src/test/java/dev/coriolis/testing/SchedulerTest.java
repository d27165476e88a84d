package dev.coriolis.testing;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.schedule.Jobs;
import dev.coriolis.schedule.Scheduler;
import dev.coriolis.testlogs.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SchedulerTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Duration ONE = Duration.ofSeconds(1);

  private final VirtualTimeLoop loop = VirtualTimeLoop.create();
  private final List<String> events = new ArrayList<>();

  @Test
  void runsAtOnceAndAgainAfterTheEndOfARun() {
    Scheduler scheduler =
        Scheduler.on(loop).every("job", TEN, () -> lasting(Duration.ofSeconds(25)));
    assertThat(events).isEmpty();

    scheduler.start();
    loop.advance(Duration.ZERO);
    assertThat(events).containsExactly("begin");
    loop.advance(Duration.ofSeconds(25));
    assertThat(events).containsExactly("begin", "end");
    loop.advance(Duration.ofMillis(9999));
    assertThat(events).containsExactly("begin", "end");
    loop.advance(Duration.ofMillis(1));
    assertThat(events).containsExactly("begin", "end", "begin");
  }

  @Coroutine
  private CompletionStage<Void> lasting(Duration duration) {
    events.add("begin");
    await(delay(duration));
    events.add("end");
    return done();
  }

  @Test
  void jobThatIsDoneAtOnceStillPauses() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> {
      events.add("run");
      return done();
    });

    scheduler.start();
    loop.advance(Duration.ofSeconds(35));

    assertThat(events).hasSize(4);
  }

  @Test
  void logsStartEndAndDuration() {
    try (RecordedLog log = RecordedLog.of(Scheduler.class)) {
      Scheduler.on(loop)
          .every("job", TEN, () -> lasting(Duration.ofMillis(1234)))
          .start();
      loop.advance(Duration.ofSeconds(2));

      assertThat(log.messages(Level.INFO))
          .containsExactly("job job starts", "job job ended after 1234 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "throws error", "fails", "fails later", "null"})
  void failureIsLoggedAndScheduleGoesOn(String way) {
    try (RecordedLog log = RecordedLog.of(Scheduler.class)) {
      Scheduler.on(loop).every("job", TEN, () -> failing(way)).start();
      loop.advance(ONE);

      assertThat(log.messages(Level.ERROR)).hasSize(1);
      assertThat(log.messages(Level.ERROR).get(0)).startsWith("job job failed after ");
      assertThat(log.failures()).hasSize(1);
      loop.advance(TEN);
      assertThat(log.messages(Level.ERROR)).hasSize(2);
    }
  }

  private static CompletionStage<?> failing(String way) {
    return switch (way) {
      case "throws" -> throw new IllegalStateException("job");
      case "throws error" -> throw new AssertionError("job");
      case "fails" -> CompletableFuture.failedFuture(new IllegalStateException("job"));
      case "fails later" -> failsLater();
      default -> null;
    };
  }

  @Coroutine
  private static CompletionStage<Void> failsLater() {
    await(delay(Duration.ofMillis(1)));
    throw new IllegalStateException("job");
  }

  @Test
  void jobThatIsCancelledByOthersIsRunAgain() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> {
      events.add("run");
      return CompletableFuture.failedFuture(new CancellationException());
    });

    scheduler.start();
    loop.advance(TEN);

    assertThat(events).hasSize(2);
  }

  @Test
  void stopTakesWaitingTimersAway() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> lasting(ONE));
    scheduler.start();
    loop.advance(Duration.ofSeconds(2));

    CompletableFuture<Void> stopped = scheduler.stop().toCompletableFuture();

    loop.advance(Duration.ZERO);
    assertThat(stopped).isCompleted();
    assertNoTimerWaits();
    loop.advance(TEN);
    assertThat(events).containsExactly("begin", "end");
  }

  @Test
  void stopCancelsRunningJobAndCompletesWhenItHasEnded() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, this::cleaningUp);
    scheduler.start();
    loop.advance(Duration.ZERO);

    CompletableFuture<Void> stopped = scheduler.stop().toCompletableFuture();
    loop.advance(Duration.ZERO);

    assertThat(events).containsExactly("begin", "cancelled");
    assertThat(stopped).isNotDone();
    loop.advance(ONE);
    assertThat(events).containsExactly("begin", "cancelled", "cleaned up");
    assertThat(stopped).isCompleted();
    assertNoTimerWaits();
  }

  /** A loop without a timer has nothing to go on with. */
  private void assertNoTimerWaits() {
    assertThatExceptionOfType(DeadlockError.class)
        .isThrownBy(() -> loop.run(CompletableFuture::new));
  }

  @Coroutine
  private CompletionStage<Void> cleaningUp() {
    events.add("begin");
    try {
      await(delay(Duration.ofDays(1)));
    } catch (CancellationException e) {
      events.add("cancelled");
      await(delay(ONE));
      events.add("cleaned up");
      throw e;
    }
    return done();
  }

  @Test
  void stopOfSchedulerThatNeverStartedCompletes() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> lasting(ONE));

    assertThat(scheduler.stop().toCompletableFuture()).isCompleted();
    assertThatIllegalStateException().isThrownBy(scheduler::start);
    assertThatIllegalStateException()
        .isThrownBy(() -> scheduler.every("other", TEN, () -> lasting(ONE)));
    assertThat(events).isEmpty();
  }

  @Test
  void stopBeforeFirstRunIsCalledLeavesItOut() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> lasting(ONE));
    scheduler.start();

    CompletableFuture<Void> stopped = scheduler.stop().toCompletableFuture();
    loop.advance(TEN);
    assertThat(stopped).isCompleted();
    assertThat(events).isEmpty();
  }

  @Test
  void jobMayStopItsOwnScheduler() {
    Scheduler scheduler = Scheduler.on(loop);
    scheduler
        .every("job", TEN, () -> {
          events.add("run");
          scheduler.stop();
          return done();
        })
        .start();

    loop.advance(Duration.ofSeconds(60));

    assertThat(events).containsExactly("run");
    assertThat(scheduler.stop().toCompletableFuture()).isCompleted();
  }

  @Test
  void jobsRunBesideEachOther() {
    Jobs jobs = scheduler -> scheduler
        .every("stuck", ONE, CompletableFuture::new)
        .every("other", ONE, () -> lasting(ONE));
    Scheduler.on(loop).add(jobs).start();

    loop.advance(TEN);

    assertThat(events).hasSizeGreaterThan(8);
  }

  @Test
  void startingTwiceStartsOnce() {
    Scheduler scheduler = Scheduler.on(loop).every("job", TEN, () -> lasting(ONE));

    scheduler.start();
    scheduler.start();
    loop.advance(Duration.ZERO);

    assertThat(events).containsExactly("begin");
  }

  @Test
  void jobThatIsAddedLateRunsAtOnce() {
    Scheduler scheduler = Scheduler.on(loop);
    scheduler.start();

    scheduler.every("job", TEN, () -> lasting(ONE));
    loop.advance(Duration.ZERO);

    assertThat(events).containsExactly("begin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void rejectsDelayThatIsNotPositive(String delay) {
    Supplier<CompletionStage<Void>> job = () -> done();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scheduler.on(loop).every("job", Duration.parse(delay), job))
        .withMessage("the delay of the job job must be positive, was " + delay);
  }

  @Test
  void runsOnEventLoop() throws Exception {
    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture<Boolean> inLoop = new CompletableFuture<>();
      Scheduler scheduler = Scheduler.on(loop).every("job", Duration.ofMillis(1), () -> {
        inLoop.complete(loop.inLoop());
        return new CompletableFuture<>();
      });
      scheduler.start();

      assertThat(inLoop.get(10, TimeUnit.SECONDS)).isTrue();
      scheduler.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopAfterEndOfLoopCompletes() throws Exception {
    Scheduler scheduler;
    try (EventLoop loop = EventLoop.create()) {
      scheduler = Scheduler.on(loop).every("job", TEN, () -> lasting(TEN));
      scheduler.start();
    }

    scheduler.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
