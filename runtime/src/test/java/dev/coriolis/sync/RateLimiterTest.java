package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.Coroutine;
import dev.coriolis.frame.Collected;
import dev.coriolis.loop.EventLoop;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateLimiterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static CompletableFuture<Void> acquire(RateLimiter limiter) {
    return limiter.acquire().toCompletableFuture();
  }

  private static List<CompletableFuture<Void>> callers(RateLimiter limiter, int count) {
    return IntStream.range(0, count).mapToObj(i -> acquire(limiter)).toList();
  }

  private static long served(List<CompletableFuture<Void>> callers) {
    long served = callers.stream().filter(CompletableFuture::isDone).count();
    assertThat(callers.stream().limit(served)).allMatch(CompletableFuture::isDone);
    return served;
  }

  @Test
  void rejectsNumbersThatAreNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimiter.of(0, SECOND))
        .withMessage("permits, period and burst must be positive, were 0, PT1S and 1");
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimiter.of(1, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimiter.of(1, SECOND, 0));
  }

  @Test
  void rejectsRequestsThatCouldNeverBeMet() {
    RateLimiter limiter = RateLimiter.of(1, SECOND, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.acquire(3))
        .withMessage("permits must be from 1 to the burst, which is 2, was 3");
    assertThatIllegalArgumentException().isThrownBy(() -> limiter.tryAcquire(0));
    assertThat(limiter.tryAcquire(2)).isTrue();
  }

  @Test
  void permitsComeOneByOneAtEqualDistances() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(4, SECOND);
      List<CompletableFuture<Void>> callers = callers(limiter, 9);
      assertThat(served(callers)).isEqualTo(1);

      for (int i = 2; i <= 9; i++) {
        loop.advance(Duration.ofMillis(249));
        assertThat(served(callers)).isEqualTo(i - 1);
        loop.advance(Duration.ofMillis(1));
        assertThat(served(callers)).isEqualTo(i);
      }
      assertThat(loop.timers()).isZero();
    });
  }

  @Test
  void permitsThatNobodyTakesAreKeptUpToTheBurst() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(10, SECOND, 3);
      assertThat(served(callers(limiter, 3))).isEqualTo(3);
      loop.advance(Duration.ofMillis(200));
      assertThat(limiter.tryAcquire(3)).isFalse();
      assertThat(limiter.tryAcquire(2)).isTrue();

      loop.advance(Duration.ofDays(1));

      assertThat(limiter.tryAcquire(3)).isTrue();
      assertThat(limiter.tryAcquire()).isFalse();
    });
  }

  @Test
  void oddRatesAreNotRoundedInTheLongRun() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(7, SECOND);
      List<CompletableFuture<Void>> callers = callers(limiter, 7001);

      loop.advance(Duration.ofSeconds(1000).minusNanos(1));
      assertThat(served(callers)).isEqualTo(7000);
      loop.advance(Duration.ofNanos(1));

      assertThat(served(callers)).isEqualTo(7001);
    });
  }

  @Test
  void callerThatWantsManyIsNotOvertaken() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(1, SECOND, 3);
      limiter.tryAcquire(3);
      CompletableFuture<Void> three = limiter.acquire(3).toCompletableFuture();
      CompletableFuture<Void> one = acquire(limiter);

      loop.advance(Duration.ofMillis(2999));
      assertThat(limiter.tryAcquire()).isFalse();
      assertThat(one).isNotDone();
      loop.advance(Duration.ofMillis(1));
      assertThat(three).isCompleted();
      assertThat(one).isNotDone();
      loop.advance(SECOND);

      assertThat(one).isCompleted();
    });
  }

  @Test
  void thoseBehindACancelledCallerMoveUp() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(1, SECOND);
      limiter.tryAcquire();
      CompletableFuture<Void> first = acquire(limiter);
      CompletableFuture<Void> second = acquire(limiter);
      CompletableFuture<Void> third = acquire(limiter);

      assertThat(first.cancel(true)).isTrue();
      loop.advance(SECOND);
      assertThat(second).isCompleted();
      assertThat(third).isNotDone();
      loop.advance(SECOND);

      assertThat(third).isCompleted();
      assertThat(third.cancel(true)).isFalse();
      assertThat(loop.timers()).isZero();
    });
  }

  @Test
  void cancelledCallerLetsThoseGoOnWhoAskForLess() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(1, SECOND, 3);
      limiter.tryAcquire(2);
      CompletableFuture<Void> three = limiter.acquire(3).toCompletableFuture();
      CompletableFuture<Void> one = acquire(limiter);

      three.cancel(true);

      assertThat(one).isCompleted();
    });
  }

  @Test
  void cancelledCallersLeaveNoTimer() throws Exception {
    ManualLoop.run(loop -> {
      RateLimiter limiter = RateLimiter.of(1, SECOND);
      List<CompletableFuture<Void>> callers = callers(limiter, 1000);
      assertThat(loop.timers()).isEqualTo(999);

      callers.forEach(caller -> caller.cancel(true));

      assertThat(loop.timers()).isZero();
      loop.advance(SECOND);
      assertThat(limiter.tryAcquire()).isTrue();
    });
  }

  @Test
  void clockCanBeGiven() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    RateLimiter limiter = RateLimiter.of(1, Duration.ofNanos(100), 1, now::get);
    assertThat(limiter.tryAcquire()).isTrue();

    now.addAndGet(99);
    assertThat(limiter.tryAcquire()).isFalse();
    now.addAndGet(1);

    assertThat(limiter.tryAcquire()).isTrue();
  }

  @Test
  void clockThatGoesBackGivesNothingAway() {
    AtomicLong now = new AtomicLong(1000);
    RateLimiter limiter = RateLimiter.of(1, Duration.ofNanos(100), 1, now::get);
    limiter.tryAcquire();

    now.set(0);
    assertThat(limiter.tryAcquire()).isFalse();
    now.set(1099);
    assertThat(limiter.tryAcquire()).isFalse();
    now.set(1100);

    assertThat(limiter.tryAcquire()).isTrue();
  }

  @Test
  void callersWithoutALoopWaitByATimerOfTheJdk() {
    RateLimiter limiter = RateLimiter.of(100, SECOND);
    long start = System.nanoTime();
    List<CompletableFuture<Void>> callers = callers(limiter, 6);

    assertThat(callers.get(5)).succeedsWithin(30, TimeUnit.SECONDS);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    assertThat(callers).allMatch(CompletableFuture::isDone);
  }

  @Test
  void callersWithoutALoopDoNotGoOnOnTheOneTimerThreadOfTheJdk() throws Exception {
    RateLimiter limiter = RateLimiter.of(10, SECOND);
    acquire(limiter);

    String thread = acquire(limiter)
        .thenApply(nothing -> Thread.currentThread().getName())
        .get(30, TimeUnit.SECONDS);

    assertThat(thread).doesNotContainIgnoringCase("delayScheduler");
  }

  @Test
  void nothingIsKeptOfACancelledCallerWithoutALoop() {
    RateLimiter limiter = RateLimiter.of(1, Duration.ofDays(1));
    acquire(limiter);
    acquire(limiter).cancel(true);
    WeakReference<RateLimiter> reference = new WeakReference<>(limiter);
    limiter = null;

    Collected.await(reference);
  }

  @Coroutine
  private static CompletionStage<Void> pass(RateLimiter limiter, List<String> log, String name) {
    for (int i = 0; i < 3; i++) {
      await(limiter.acquire());
      log.add(name);
    }
    return done();
  }

  @Test
  void coroutinesOfOneLoopTakeTurns() throws Exception {
    ManualLoop.run(loop -> {
      List<String> log = new ArrayList<>();
      RateLimiter limiter = RateLimiter.of(1, SECOND);
      CompletionStage<Void> a = pass(limiter, log, "a");
      CompletionStage<Void> b = pass(limiter, log, "b");

      loop.advance(Duration.ofSeconds(5));

      assertThat(log).containsExactly("a", "a", "b", "a", "b", "b");
      assertThat(a).isCompleted();
      assertThat(b).isCompleted();
    });
  }

  @Test
  void callerOfALoopThatHasEndedHoldsNobodyUp() throws Exception {
    RateLimiter limiter = RateLimiter.of(100, SECOND);
    limiter.tryAcquire();
    CompletableFuture<CompletionStage<Void>> lost = new CompletableFuture<>();
    CompletableFuture<Void> behind;
    try (EventLoop loop = EventLoop.create()) {
      loop.execute(() -> lost.complete(pass(limiter, new ArrayList<>(), "lost")));
      lost.get(30, TimeUnit.SECONDS);
      behind = acquire(limiter);
    }

    assertThat(behind).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(Stages.failure(lost.join())).isInstanceOf(RejectedExecutionException.class);
  }
}
