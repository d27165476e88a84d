package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BarrierTest {
  private final Barrier barrier = new Barrier(3);

  private CompletableFuture<Integer> arrive() {
    return barrier.arrive().toCompletableFuture();
  }

  @Test
  void rejectsLessThanOneParty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Barrier(0))
        .withMessage("parties must be positive, was 0");
  }

  @Test
  void allGoOnWhenTheLastOneHasArrived() {
    CompletableFuture<Integer> first = arrive();
    CompletableFuture<Integer> second = arrive();
    assertThat(first).isNotDone();
    assertThat(barrier.waiting()).isEqualTo(2);

    CompletableFuture<Integer> third = arrive();

    assertThat(first).isCompletedWithValue(2);
    assertThat(second).isCompletedWithValue(1);
    assertThat(third).isCompletedWithValue(0);
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.parties()).isEqualTo(3);
  }

  @Test
  void nextRoundBeginsAnew() {
    arrive();
    arrive();
    arrive();

    CompletableFuture<Integer> again = arrive();

    assertThat(again).isNotDone();
    arrive();
    arrive();
    assertThat(again).isCompletedWithValue(2);
  }

  @Test
  void oneWhoArrivesAgainWhileTheOthersAreLetGoIsInTheNextRound() {
    List<CompletableFuture<Integer>> again = new ArrayList<>();
    arrive().thenRun(() -> again.add(arrive()));
    CompletableFuture<Integer> second = arrive();

    arrive();

    assertThat(second).isCompletedWithValue(1);
    assertThat(again.get(0)).isNotDone();
    assertThat(barrier.waiting()).isEqualTo(1);
  }

  @Test
  void barrierForOneStopsNobody() {
    Barrier alone = new Barrier(1);

    assertThat(alone.arrive()).isCompletedWithValue(0);
    assertThat(alone.arrive()).isCompletedWithValue(0);
  }

  @Test
  void cancelledCallerHasNotArrived() {
    CompletableFuture<Integer> first = arrive();
    CompletableFuture<Integer> cancelled = arrive();
    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(barrier.waiting()).isEqualTo(1);

    CompletableFuture<Integer> third = arrive();
    assertThat(third).isNotDone();
    arrive();

    assertThat(first).isCompletedWithValue(2);
    assertThat(third).isCompletedWithValue(1);
    assertThat(first.cancel(true)).isFalse();
  }

  @Coroutine
  private CompletionStage<Void> rounds(int millis, List<String> log) {
    for (int round = 0; round < 3; round++) {
      await(delay(Duration.ofMillis(millis)));
      log.add("before " + round);
      await(barrier.arrive());
      log.add("after " + round);
    }
    return done();
  }

  @Test
  void coroutinesPassRoundByRound() {
    List<String> log = new ArrayList<>();

    EventLoop.run(() -> Coroutines.all(rounds(1, log), rounds(2, log), rounds(5, log)));

    assertThat(log).hasSize(18);
    for (int round = 0; round < 3; round++) {
      assertThat(log.lastIndexOf("before " + round)).isLessThan(log.indexOf("after " + round));
    }
  }
}
