package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SemaphoreTest {

  private static CompletableFuture<Semaphore.Permit> acquire(Semaphore semaphore, int permits) {
    return semaphore.acquire(permits).toCompletableFuture();
  }

  private static CompletableFuture<Semaphore.Permit> acquire(Semaphore semaphore) {
    return semaphore.acquire().toCompletableFuture();
  }

  @Test
  void rejectsNegativePermits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Semaphore(-1))
        .withMessage("permits must be at least 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Semaphore.bounded(0))
        .withMessage("permits must be positive, was 0");
  }

  @Test
  void rejectsRequestsThatCouldNeverBeMet() {
    Semaphore semaphore = Semaphore.bounded(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> semaphore.acquire(3))
        .withMessageContaining("at most 2");
    assertThatIllegalArgumentException().isThrownBy(() -> semaphore.tryAcquire(0));
    assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(0));
  }

  @Test
  void permitsAreTakenAtOnceAsLongAsThereAreSome() {
    Semaphore semaphore = new Semaphore(2);

    assertThat(acquire(semaphore)).isCompleted();
    assertThat(acquire(semaphore)).isCompleted();
    assertThat(acquire(semaphore)).isNotDone();
    assertThat(semaphore.available()).isZero();
  }

  @Test
  void waiterIsServedWhenPermitIsGivenBack() {
    Semaphore semaphore = new Semaphore(1);
    CompletableFuture<Semaphore.Permit> first = acquire(semaphore);
    CompletableFuture<Semaphore.Permit> second = acquire(semaphore);
    CompletableFuture<Semaphore.Permit> third = acquire(semaphore);

    first.join().close();
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();

    second.join().close();
    assertThat(third).isCompleted();
  }

  @Test
  void closingPermitTwiceReleasesOnce() {
    Semaphore semaphore = new Semaphore(1);
    Semaphore.Permit permit = acquire(semaphore).join();

    permit.close();
    permit.close();

    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void releaseLetsACallerGoOnWhoseSemaphoreBeganWithoutPermits() {
    Semaphore semaphore = new Semaphore(0);
    CompletableFuture<Semaphore.Permit> first = acquire(semaphore);
    CompletableFuture<Semaphore.Permit> second = acquire(semaphore);
    assertThat(first).isNotDone();

    semaphore.release();

    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
  }

  @Test
  void releaseWithoutAcquireAddsAPermit() {
    Semaphore semaphore = new Semaphore(1);
    semaphore.release();

    acquire(semaphore).join();
    acquire(semaphore).join();

    assertThat(acquire(semaphore)).isNotDone();
  }

  @Test
  void boundedSemaphoreRefusesTooManyPermits() {
    Semaphore semaphore = Semaphore.bounded(2);
    assertThatIllegalStateException()
        .isThrownBy(semaphore::release)
        .withMessageContaining("2 of at most 2 permits are free");
    acquire(semaphore).join();
    acquire(semaphore).join();
    semaphore.release(2);

    assertThatIllegalStateException().isThrownBy(semaphore::release);
    assertThat(semaphore.available()).isEqualTo(2);
  }

  @Test
  void permitThatWasReleasedOtherwiseTooIsRefused() {
    Semaphore semaphore = Semaphore.bounded(1);
    Semaphore.Permit permit = acquire(semaphore).join();
    semaphore.release();

    assertThatIllegalStateException().isThrownBy(permit::close);
    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void semaphoreOfMorePermitsThanAnIntHasIsRefused() {
    Semaphore semaphore = new Semaphore(Integer.MAX_VALUE);

    assertThatIllegalStateException().isThrownBy(() -> semaphore.release(Integer.MAX_VALUE));
    assertThat(semaphore.available()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void severalPermitsAreTakenAndGivenBackTogether() {
    Semaphore semaphore = new Semaphore(3);
    Semaphore.Permit two = acquire(semaphore, 2).join();
    CompletableFuture<Semaphore.Permit> three = acquire(semaphore, 3);
    assertThat(semaphore.available()).isEqualTo(1);

    two.close();

    assertThat(three).isCompleted();
    assertThat(semaphore.available()).isZero();
  }

  @Test
  void callerThatWantsManyIsNotOvertaken() {
    Semaphore semaphore = new Semaphore(2);
    Semaphore.Permit first = acquire(semaphore).join();
    CompletableFuture<Semaphore.Permit> both = acquire(semaphore, 2);

    assertThat(acquire(semaphore)).isNotDone();
    assertThat(semaphore.tryAcquire()).isEmpty();
    first.close();

    assertThat(both).isCompleted();
  }

  @Test
  void oneReleaseServesAllForWhomThereAreEnough() {
    Semaphore semaphore = new Semaphore(0);
    List<CompletableFuture<Semaphore.Permit>> callers =
        IntStream.range(0, 4).mapToObj(i -> acquire(semaphore)).toList();

    semaphore.release(3);

    assertThat(callers.subList(0, 3)).allMatch(CompletableFuture::isDone);
    assertThat(callers.get(3)).isNotDone();
  }

  @Test
  void cancelledWaiterTakesNoPermit() {
    Semaphore semaphore = new Semaphore(1);
    Semaphore.Permit held = acquire(semaphore).join();
    CompletableFuture<Semaphore.Permit> cancelled = acquire(semaphore);
    CompletableFuture<Semaphore.Permit> behind = acquire(semaphore);

    assertThat(cancelled.cancel(true)).isTrue();
    held.close();

    assertThat(behind).isCompleted();
    behind.join().close();
    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void cancelledWaiterLetsThoseGoOnWhoAskForLess() {
    Semaphore semaphore = new Semaphore(3);
    acquire(semaphore).join();
    CompletableFuture<Semaphore.Permit> three = acquire(semaphore, 3);
    CompletableFuture<Semaphore.Permit> one = acquire(semaphore);
    CompletableFuture<Semaphore.Permit> other = acquire(semaphore);

    three.cancel(true);

    assertThat(one).isCompleted();
    assertThat(other).isCompleted();
    assertThat(semaphore.available()).isZero();
  }

  @Test
  void waiterThatTimesOutTakesNoPermit() {
    Semaphore semaphore = new Semaphore(0);
    CompletableFuture<Semaphore.Permit> timedOut =
        acquire(semaphore).orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Semaphore.Permit> behind = acquire(semaphore);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    semaphore.release();

    assertThat(behind).isCompleted();
  }

  @Test
  void timeoutThatComesTooLateChangesNothing() {
    Semaphore semaphore = new Semaphore(0);
    CompletableFuture<Semaphore.Permit> served = acquire(semaphore).orTimeout(1, TimeUnit.HOURS);

    semaphore.release();

    assertThat(served).isCompleted();
    served.join().close();
    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void permitThatIsDiscardedIsFreeAgain() {
    Semaphore semaphore = new Semaphore(2);
    CompletableFuture<Semaphore.Permit> unused = acquire(semaphore, 2);
    CompletableFuture<Semaphore.Permit> cancelled = acquire(semaphore);
    cancelled.cancel(true);

    Stages.discard(cancelled);
    assertThat(semaphore.available()).isZero();
    Stages.discard(unused);
    Stages.discard(unused);

    assertThat(semaphore.available()).isEqualTo(2);
  }

  @Coroutine
  private static CompletionStage<Void> hold(Semaphore semaphore, CompletionStage<?> inside) {
    try (Semaphore.Permit permit = await(semaphore.acquire())) {
      assertThat(permit).isNotNull();
      await(inside);
    }
    return done();
  }

  @Test
  void tryWithResourcesGivesThePermitBackHoweverItEnds() throws Exception {
    IOException failure = new IOException("disk full");
    Semaphore semaphore = new Semaphore(1);

    assertThat(hold(semaphore, done())).isCompleted();
    assertThat(semaphore.available()).isEqualTo(1);
    assertThat(Stages.failureNow(hold(semaphore, failedFuture(failure)))).isSameAs(failure);
    assertThat(semaphore.available()).isEqualTo(1);
    CompletableFuture<Void> cancelled =
        hold(semaphore, new CompletableFuture<>()).toCompletableFuture();
    assertThat(semaphore.available()).isZero();
    cancelled.cancel(true);

    assertThat(semaphore.available()).isEqualTo(1);
  }

  @Test
  void withPermitHoldsAPermitUntilTheBodyHasEnded() {
    Semaphore semaphore = new Semaphore(1);
    CompletableFuture<String> inside = new CompletableFuture<>();
    CompletionStage<String> first = semaphore.withPermit(() -> inside);
    CompletionStage<String> second = semaphore.withPermit(() -> completedFuture("second"));
    assertThat(second.toCompletableFuture()).isNotDone();

    inside.complete("first");

    assertThat(first).isCompletedWithValue("first");
    assertThat(second).isCompletedWithValue("second");
    assertThat(semaphore.available()).isEqualTo(1);
  }

  private int running;
  private int most;

  @Coroutine
  private CompletionStage<Void> counted() {
    most = Math.max(most, ++running);
    await(delay(Duration.ofMillis(1)));
    running--;
    return done();
  }

  @Test
  void noMoreCoroutinesRunThanThereArePermits() {
    Semaphore semaphore = Semaphore.bounded(3);

    EventLoop.run(() -> {
      List<CompletionStage<Void>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(semaphore.withPermit(this::counted));
      }
      return Coroutines.all(all);
    });

    assertThat(most).isEqualTo(3);
    assertThat(running).isZero();
    assertThat(semaphore.available()).isEqualTo(3);
  }
}
