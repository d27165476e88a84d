package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.on;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.select;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConditionTest {
  private final Condition condition = new Condition();
  private final List<String> log = new ArrayList<>();

  private CompletableFuture<Void> whenSignalled() {
    return condition.whenSignalled().toCompletableFuture();
  }

  private List<CompletableFuture<Void>> callers(int count) {
    return IntStream.range(0, count).mapToObj(i -> whenSignalled()).toList();
  }

  private static List<Boolean> done(List<CompletableFuture<Void>> callers) {
    return callers.stream().map(CompletableFuture::isDone).toList();
  }

  @Test
  void signalLetsOneCallerGoOn() {
    CompletableFuture<Void> caller = whenSignalled();
    assertThat(caller).isNotDone();

    condition.signal();

    assertThat(caller).isCompletedWithValue(null);
  }

  @Test
  void signalWithoutCallersIsLost() {
    condition.signal();
    condition.signalAll();

    assertThat(whenSignalled()).isNotDone();
  }

  @Coroutine
  private CompletionStage<Void> logs(String name) {
    await(condition.whenSignalled());
    log.add(name);
    return Coroutines.done();
  }

  @Test
  void callersAreSignalledInTheOrderInWhichTheyCame() {
    List<CompletionStage<Void>> runs = List.of(logs("wait 1"), logs("wait 2"));

    condition.signal();
    log.add("signal 1");
    condition.signal();
    log.add("signal 2");

    assertThat(log).containsExactly("wait 1", "signal 1", "wait 2", "signal 2");
    assertThat(runs).allMatch(run -> run.toCompletableFuture().isDone());
  }

  @Test
  void signalOfSeveralLetsSoManyGoOn() {
    List<CompletableFuture<Void>> callers = callers(6);

    condition.signal(3);
    assertThat(done(callers)).containsExactly(true, true, true, false, false, false);
    condition.signal();
    assertThat(done(callers)).containsExactly(true, true, true, true, false, false);
    condition.signal(10);

    assertThat(done(callers)).containsOnly(true);
  }

  @Test
  void signalOfNoneDoesNothing() {
    CompletableFuture<Void> caller = whenSignalled();

    condition.signal(0);

    assertThat(caller).isNotDone();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> condition.signal(-1))
        .withMessage("callers must not be negative, was -1");
  }

  @Test
  void signalAllLetsEverybodyGoOn() {
    List<CompletionStage<Void>> runs =
        IntStream.range(0, 4).mapToObj(i -> logs("wait")).toList();

    condition.signalAll();
    log.add("signal");

    assertThat(log).containsExactly("wait", "wait", "wait", "wait", "signal");
    assertThat(runs).allMatch(run -> run.toCompletableFuture().isDone());
  }

  @Test
  void signalAllIsOnlyForThoseWhoWaitAlready() {
    condition.whenSignalled().thenRun(() -> {
      log.add("first");
      condition.whenSignalled().thenRun(() -> log.add("again"));
    });
    condition.whenSignalled().thenRun(() -> log.add("second"));

    condition.signalAll();

    assertThat(log).containsExactly("first", "second");
  }

  @Test
  void cancelledCallerUsesUpNoSignal() {
    List<CompletableFuture<Void>> callers = callers(4);
    callers.get(1).cancel(true);

    condition.signal(2);
    assertThat(done(callers)).containsExactly(true, true, true, false);
    condition.signal();

    assertThat(done(callers)).containsOnly(true);
  }

  @Test
  void callersThatTimeOutUseUpNoSignal() {
    CompletableFuture<Void> first = whenSignalled();
    CompletableFuture<Void> timedOut = whenSignalled().orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> third = whenSignalled();
    CompletableFuture<Void> inTime = whenSignalled().orTimeout(1, TimeUnit.HOURS);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    condition.signal(2);
    assertThat(first).isCompleted();
    assertThat(third).isCompleted();
    condition.signalAll();

    assertThat(inTime).isCompleted();
    assertThat(timedOut).isCompletedExceptionally();
  }

  @Test
  void signalForWhichASelectHasNoUseIsLeftToTheNextCaller() {
    List<CompletableFuture<Void>> callers = callers(3);
    condition.signal();

    assertThat(select(on(completedFuture("other"), a -> a), on(callers.get(0), b -> "signal")))
        .isCompletedWithValue("other");

    assertThat(done(callers)).containsExactly(true, true, false);
  }

  @Test
  void signalForAllIsLeftToNobodyWhoCameLater() {
    List<CompletableFuture<Void>> callers = callers(1);
    condition.signalAll();
    CompletableFuture<Void> later = whenSignalled();

    assertThat(select(on(completedFuture("other"), a -> a), on(callers.get(0), b -> "signal")))
        .isCompletedWithValue("other");

    assertThat(later).isNotDone();
  }

  /** Returns whether the second caller goes on when the first one was signalled and then lost a race. */
  @Coroutine
  private CompletionStage<Boolean> losesARace() {
    BooleanSupplier holds = () -> !log.isEmpty();
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    CompletionStage<Object> loser = race(condition.until(holds), other);
    CompletableFuture<Void> next = condition.until(holds).toCompletableFuture();
    log.add("changed");
    condition.signal();
    other.complete(true);
    await(loser);
    await(yieldNow());
    await(yieldNow());
    return completedFuture(next.isDone());
  }

  @Test
  void untilThatIsCancelledWhenItWasSignalledPassesTheSignalOn() {
    assertThat(EventLoop.run(this::losesARace)).isTrue();
  }

  @Test
  void signalFromACallerThatWasSignalledIsNotLost() {
    List<CompletableFuture<Void>> callers = callers(3);
    callers.get(1).thenRun(condition::signal);

    condition.signal(2);

    assertThat(done(callers)).containsExactly(true, true, true);
  }

  private int value;

  private CompletableFuture<Void> until(BooleanSupplier holds) {
    return condition.until(holds).toCompletableFuture();
  }

  private void change(int changed) {
    value = changed;
    condition.signal();
  }

  @Test
  void untilLooksAgainAfterEachSignal() {
    CompletableFuture<Void> caller = until(() -> value > 1);

    change(1);
    assertThat(caller).isNotDone();
    change(2);

    assertThat(caller).isCompleted();
    assertThat(until(() -> value == 2)).isCompleted();
  }

  @Test
  void untilFailsAsItsQuestionDoesAndPassesTheSignalOn() throws Exception {
    IllegalStateException failure = new IllegalStateException("expected");
    CompletableFuture<Void> failing = until(() -> {
      if (value == 1) {
        throw failure;
      }
      return false;
    });
    CompletableFuture<Void> behind = until(() -> value == 1);

    change(1);

    assertThat(Stages.failureNow(failing)).isSameAs(failure);
    assertThat(behind).isCompleted();
  }

  @Test
  void untilWithAMutexAsksUnderItsLockAndReturnsIt() {
    Mutex mutex = new Mutex();
    List<Boolean> locked = new ArrayList<>();
    CompletableFuture<Mutex.Lock> caller = condition
        .until(mutex, () -> {
          locked.add(mutex.isLocked());
          return value == 2;
        })
        .toCompletableFuture();
    assertThat(mutex.isLocked()).isFalse();

    change(1);
    assertThat(mutex.isLocked()).isFalse();
    change(2);

    assertThat(caller).isCompleted();
    assertThat(mutex.isLocked()).isTrue();
    assertThat(locked).containsExactly(true, true, true);
    caller.join().unlock();
  }

  @Test
  void untilWithAMutexFailsWithoutTheLock() throws Exception {
    Mutex mutex = new Mutex();

    CompletionStage<Mutex.Lock> failed = condition.until(mutex, () -> {
      throw new IllegalStateException("expected");
    });

    assertThat(Stages.failureNow(failed)).hasMessage("expected");
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void cancelledUntilWaitsNoMore() {
    Mutex mutex = new Mutex();
    CompletableFuture<Mutex.Lock> cancelled =
        condition.until(mutex, () -> value == 1).toCompletableFuture();
    CompletableFuture<Void> behind = until(() -> value == 1);

    cancelled.cancel(true);
    change(1);

    assertThat(cancelled).isCancelled();
    assertThat(behind).isCompleted();
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void callerThatIsCancelledWhileItAsksForTheLockPassesTheSignalOn() {
    Mutex mutex = new Mutex();
    CompletableFuture<Mutex.Lock> signalled =
        condition.until(mutex, () -> value == 1).toCompletableFuture();
    CompletableFuture<Void> behind = until(() -> value == 1);
    Mutex.Lock held = mutex.tryLock().orElseThrow();
    change(1);
    assertThat(behind).isNotDone();

    signalled.cancel(true);

    assertThat(signalled).isCancelled();
    assertThat(behind).isCompleted();
    held.unlock();
    assertThat(mutex.isLocked()).isFalse();
  }
}
