package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MutexTest {
  private final Mutex mutex = new Mutex();
  private final List<String> log = new ArrayList<>();

  private CompletableFuture<Mutex.Lock> lock() {
    return mutex.lock().toCompletableFuture();
  }

  @Test
  void freeMutexIsLockedAtOnce() {
    assertThat(mutex.isLocked()).isFalse();

    CompletableFuture<Mutex.Lock> held = lock();

    assertThat(held).isCompleted();
    assertThat(mutex.isLocked()).isTrue();
    held.join().close();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void callersGetTheLockInTheOrderInWhichTheyAsked() {
    CompletableFuture<Mutex.Lock> first = lock();
    CompletableFuture<Mutex.Lock> second = lock();
    CompletableFuture<Mutex.Lock> third = lock();
    assertThat(second).isNotDone();

    first.join().close();
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();

    second.join().close();
    assertThat(third).isCompleted();
    assertThat(mutex.isLocked()).isTrue();
  }

  @Test
  void unlockOfALockThatWasGivenBackSaysSo() {
    Mutex.Lock held = lock().join();
    held.unlock();
    Mutex.Lock next = lock().join();

    assertThatThrownBy(held::unlock)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not locked");
    assertThat(mutex.isLocked()).isTrue();
    next.unlock();
  }

  @Test
  void closingALockTwiceGivesItBackOnce() {
    Mutex.Lock first = lock().join();
    CompletableFuture<Mutex.Lock> second = lock();
    CompletableFuture<Mutex.Lock> third = lock();

    first.close();
    first.close();

    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
  }

  @Test
  void tryLockTakesAFreeMutexOnly() {
    Mutex.Lock held = mutex.tryLock().orElseThrow();

    assertThat(mutex.tryLock()).isEmpty();
    held.close();
    assertThat(mutex.tryLock()).isPresent();
  }

  @Test
  void tryLockDoesNotOvertakeThoseWhoWait() {
    Mutex.Lock held = lock().join();
    CompletableFuture<Mutex.Lock> waiting = lock();
    held.close();

    assertThat(waiting).isCompleted();
    assertThat(mutex.tryLock()).isEmpty();
  }

  @Test
  void cancelledCallerLeavesTheLine() {
    Mutex.Lock held = lock().join();
    CompletableFuture<Mutex.Lock> cancelled = lock();
    CompletableFuture<Mutex.Lock> behind = lock();

    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(cancelled.cancel(true)).isTrue();
    held.close();

    assertThat(cancelled).isCancelled();
    assertThat(behind).isCompleted();
  }

  @Test
  void cancelComesTooLateForACallerThatHasTheLock() {
    CompletableFuture<Mutex.Lock> held = lock();

    assertThat(held.cancel(true)).isFalse();
    assertThat(mutex.isLocked()).isTrue();
  }

  @Test
  void callerThatTimesOutLeavesTheLine() {
    Mutex.Lock held = lock().join();
    CompletableFuture<Mutex.Lock> timedOut = lock().orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Mutex.Lock> behind = lock();
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    held.close();

    assertThat(behind).isCompleted();
  }

  @Test
  void lockThatIsDiscardedGoesToTheNextCaller() {
    CompletableFuture<Mutex.Lock> unused = lock();
    CompletableFuture<Mutex.Lock> waiting = lock();
    CompletableFuture<Mutex.Lock> cancelled = lock();
    cancelled.cancel(true);

    Stages.discard(cancelled);
    assertThat(waiting).isNotDone();
    Stages.discard(unused);
    Stages.discard(unused);

    assertThat(waiting).isCompleted();
    assertThat(mutex.isLocked()).isTrue();
  }

  @Coroutine
  private CompletionStage<Void> critical(String name, CompletionStage<?> inside) {
    try (Mutex.Lock held = await(mutex.lock())) {
      log.add(name + " in " + (held != null));
      await(inside);
      log.add(name + " out");
    }
    return done();
  }

  @Test
  void tryWithResourcesHoldsTheLockAcrossAwaits() {
    CompletableFuture<Void> inside = new CompletableFuture<>();
    CompletionStage<Void> first = critical("first", inside);
    CompletionStage<Void> second = critical("second", done());
    assertThat(log).containsExactly("first in true");

    inside.complete(null);

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(log).containsExactly("first in true", "first out", "second in true", "second out");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void failureInsideGivesTheLockBack() throws Exception {
    IOException failure = new IOException("disk full");

    assertThat(Stages.failureNow(critical("failing", failedFuture(failure)))).isSameAs(failure);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void cancellationInsideGivesTheLockBack() {
    CompletableFuture<Void> run =
        critical("cancelled", new CompletableFuture<>()).toCompletableFuture();

    run.cancel(true);

    assertThat(run).isCancelled();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void cancelledCoroutineThatWaitsForTheLockNeverHasIt() {
    Mutex.Lock held = lock().join();
    CompletableFuture<Void> run = critical("cancelled", done()).toCompletableFuture();

    run.cancel(true);
    held.close();

    assertThat(run).isCancelled();
    assertThat(log).isEmpty();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void coroutineThatIsCancelledWithTheLockOnItsWayGivesItBack() {
    Throwable end = EventLoop.run(() -> {
      Mutex.Lock held = lock().join();
      CompletableFuture<Void> run =
          critical("cancelled", new CompletableFuture<>()).toCompletableFuture();
      // The coroutine is resumed after this turn, and is cancelled before.
      held.close();
      run.cancel(true);
      return run.handle((value, failure) -> failure);
    });

    assertThat(end).isInstanceOf(CancellationException.class);
    assertThat(log).containsExactly("cancelled in true");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void lockThatReachesACoroutineOfAClosedLoopGoesToTheNextCaller() throws Exception {
    Mutex.Lock held = lock().join();
    CompletableFuture<CompletionStage<Void>> lost = new CompletableFuture<>();
    try (EventLoop loop = EventLoop.create()) {
      loop.execute(() -> lost.complete(critical("lost", done())));
      lost.get(30, TimeUnit.SECONDS);
    }

    held.close();

    assertThat(Stages.failure(lost.join())).isInstanceOf(RejectedExecutionException.class);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void withLockHoldsTheLockUntilTheStageOfTheBodyHasEnded() {
    CompletableFuture<String> inside = new CompletableFuture<>();
    CompletionStage<String> result = mutex.withLock(() -> inside);
    CompletionStage<String> next = mutex.withLock(() -> completedFuture("next"));
    assertThat(mutex.isLocked()).isTrue();
    assertThat(next.toCompletableFuture()).isNotDone();

    inside.complete("value");

    assertThat(result).isCompletedWithValue("value");
    assertThat(next).isCompletedWithValue("next");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void withLockGivesTheLockBackWhenTheBodyThrows() throws Exception {
    IOException failure = new IOException("disk full");

    CompletionStage<Void> result = mutex.withLock(() -> {
      throw failure;
    });

    assertThat(Stages.failureNow(result)).isSameAs(failure);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void cancelledWithLockCancelsItsBodyAndGivesTheLockBack() {
    CompletableFuture<String> inside = new CompletableFuture<>();
    CompletableFuture<String> result = mutex.withLock(() -> inside).toCompletableFuture();

    result.cancel(true);

    assertThat(inside).isCancelled();
    assertThat(result).isCancelled();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Coroutine
  private CompletionStage<Void> step(String name, int rounds) {
    for (int i = 0; i < rounds; i++) {
      try (Mutex.Lock held = await(mutex.lock())) {
        log.add(name + (held == null));
        await(delay(Duration.ofMillis(1)));
        log.add(name + (held == null));
      }
    }
    return done();
  }

  @Test
  void coroutinesOfOneLoopAlternate() {
    EventLoop.run(() -> {
      CompletionStage<Void> a = step("a", 3);
      CompletionStage<Void> b = step("b", 3);
      return a.thenCombine(b, (x, y) -> null);
    });

    assertThat(String.join("", log).replace("false", "")).isEqualTo("aabbaabbaabb");
  }
}
