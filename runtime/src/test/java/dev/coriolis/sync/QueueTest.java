package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueTest {

  private static <T> CompletableFuture<T> get(Queue<T> queue) {
    return queue.get().toCompletableFuture();
  }

  private static <T> CompletableFuture<Void> put(Queue<T> queue, T element) {
    return queue.put(element).toCompletableFuture();
  }

  @Test
  void rejectsCapacityThatIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Queue.bounded(0))
        .withMessage("capacity must be positive, was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Queue.lifo(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Queue.priority(-1, x -> 0));
  }

  @Test
  void rejectsNullElements() {
    Queue<String> queue = Queue.unbounded();

    assertThatNullPointerException()
        .isThrownBy(() -> queue.put(null))
        .withMessageContaining("no null elements");
    assertThatNullPointerException().isThrownBy(() -> queue.tryPut(null));
    assertThat(queue.size()).isZero();
  }

  @Test
  void elementsComeInTheOrderInWhichTheyWerePut() {
    Queue<Integer> queue = Queue.unbounded();
    for (int i = 0; i < 3; i++) {
      assertThat(put(queue, i)).isCompleted();
    }

    for (int i = 0; i < 3; i++) {
      assertThat(get(queue)).isCompletedWithValue(i);
    }
    assertThat(get(queue)).isNotDone();
  }

  @Test
  void sizeAndCapacityAreKnown() {
    Queue<Integer> queue = Queue.bounded(2);
    assertThat(queue.size()).isZero();
    assertThat(queue.capacity()).isEqualTo(2);

    assertThat(queue.tryPut(0)).isTrue();
    assertThat(queue.tryPut(1)).isTrue();

    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.tryPut(2)).isFalse();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void tryGetTakesWhatIsThere() {
    Queue<Integer> queue = Queue.bounded(2);
    assertThat(queue.tryGet()).isEmpty();
    queue.tryPut(7);

    assertThat(queue.tryGet()).contains(7);
    assertThat(queue.tryGet()).isEmpty();
  }

  @Test
  void gettersAreServedInTheOrderInWhichTheyCame() {
    Queue<Integer> queue = Queue.unbounded();
    CompletableFuture<Integer> first = get(queue);
    CompletableFuture<Integer> second = get(queue);

    put(queue, 0);
    assertThat(first).isCompletedWithValue(0);
    assertThat(second).isNotDone();
    queue.tryPut(1);

    assertThat(second).isCompletedWithValue(1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void putWaitsWhileTheQueueIsFull() {
    Queue<Integer> queue = Queue.bounded(1);
    assertThat(put(queue, 0)).isCompleted();
    CompletableFuture<Void> second = put(queue, 1);
    CompletableFuture<Void> third = put(queue, 2);
    assertThat(second).isNotDone();

    assertThat(get(queue)).isCompletedWithValue(0);
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    assertThat(queue.tryGet()).contains(1);

    assertThat(third).isCompleted();
    assertThat(get(queue)).isCompletedWithValue(2);
    assertThat(queue.size()).isZero();
  }

  @Test
  void tryPutDoesNotOvertakeThoseWhoWait() {
    Queue<Integer> queue = Queue.bounded(1);
    put(queue, 0);
    put(queue, 1);

    queue.tryGet();

    assertThat(queue.tryPut(2)).isFalse();
    assertThat(get(queue)).isCompletedWithValue(1);
  }

  @Test
  void cancelledGetTakesNoElement() {
    Queue<Integer> queue = Queue.bounded(1);
    CompletableFuture<Integer> cancelled = get(queue);
    CompletableFuture<Integer> behind = get(queue);

    assertThat(cancelled.cancel(true)).isTrue();
    put(queue, 0);

    assertThat(cancelled).isCancelled();
    assertThat(behind).isCompletedWithValue(0);
    assertThat(behind.cancel(true)).isFalse();
  }

  @Test
  void cancelledPutPutsNothingIn() {
    Queue<Integer> queue = Queue.bounded(1);
    put(queue, 0);
    CompletableFuture<Void> cancelled = put(queue, 1);
    CompletableFuture<Void> behind = put(queue, 2);

    assertThat(cancelled.cancel(true)).isTrue();

    assertThat(get(queue)).isCompletedWithValue(0);
    assertThat(behind).isCompleted();
    assertThat(get(queue)).isCompletedWithValue(2);
    assertThat(get(queue)).isNotDone();
  }

  @Test
  void getThatTimesOutTakesNoElement() {
    Queue<Integer> queue = Queue.unbounded();
    CompletableFuture<Integer> timedOut = get(queue).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    put(queue, 0);

    assertThat(get(queue)).isCompletedWithValue(0);
  }

  @Test
  void putThatTimesOutPutsNothingIn() {
    Queue<Integer> queue = Queue.bounded(1);
    put(queue, 0);
    CompletableFuture<Void> timedOut = put(queue, 1).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    assertThat(get(queue)).isCompletedWithValue(0);
    assertThat(get(queue)).isNotDone();
  }

  @Test
  void whatIsInTimeIsNotTouchedByItsTimeout() {
    Queue<Integer> queue = Queue.bounded(1);
    CompletableFuture<Integer> got = get(queue).orTimeout(1, TimeUnit.HOURS);
    put(queue, 0);
    put(queue, 1);
    CompletableFuture<Void> put = put(queue, 2).orTimeout(1, TimeUnit.HOURS);
    queue.tryGet();

    assertThat(got).isCompletedWithValue(0);
    assertThat(put).isCompleted();
  }

  @Test
  void elementThatIsDiscardedIsTheNextOneAgain() {
    Queue<Integer> queue = Queue.bounded(2);
    put(queue, 0);
    put(queue, 1);
    CompletableFuture<Void> waiting = put(queue, 2);
    CompletableFuture<Integer> unused = get(queue);
    assertThat(waiting).isCompleted();

    Stages.discard(unused);
    Stages.discard(unused);

    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.tryPut(3)).isFalse();
    for (int i = 0; i < 3; i++) {
      assertThat(queue.tryGet()).contains(i);
    }
    assertThat(queue.tryGet()).isEmpty();
  }

  @Test
  void queueThatHoldsTooMuchAfterADiscardLetsNobodyIn() {
    Queue<Integer> queue = Queue.bounded(1);
    put(queue, 0);
    CompletableFuture<Integer> unused = get(queue);
    put(queue, 1);
    CompletableFuture<Void> waiting = put(queue, 2);
    Stages.discard(unused);

    assertThat(queue.tryGet()).contains(0);
    assertThat(waiting).isNotDone();
    assertThat(queue.tryGet()).contains(1);

    assertThat(waiting).isCompleted();
    assertThat(queue.tryGet()).contains(2);
  }

  @Test
  void elementThatIsDiscardedGoesToAGetterThatWaits() {
    Queue<Integer> queue = Queue.unbounded();
    CompletableFuture<Integer> unused = get(queue);
    CompletableFuture<Integer> cancelled = get(queue);
    CompletableFuture<Integer> waiting = get(queue);
    put(queue, 0);
    cancelled.cancel(true);

    Stages.discard(cancelled);
    assertThat(waiting).isNotDone();
    Stages.discard(unused);

    assertThat(waiting).isCompletedWithValue(0);
  }

  private final List<Integer> log = new ArrayList<>();

  @Coroutine
  private CompletionStage<Void> consume(Queue<Integer> queue) {
    while (true) {
      int element = await(queue.get());
      log.add(element);
      await(delay(Duration.ofMillis(1)));
      queue.taskDone();
    }
  }

  @Coroutine
  private static CompletionStage<Void> produce(Queue<Integer> queue, int count) {
    for (int i = 0; i < count; i++) {
      await(queue.put(i));
    }
    return done();
  }

  @Coroutine
  private CompletionStage<Integer> work(Queue<Integer> queue) {
    CompletionStage<Void> consumer = consume(queue);
    await(produce(queue, 10));
    await(queue.join());
    consumer.toCompletableFuture().cancel(true);
    return completedFuture(queue.size());
  }

  @Test
  void producerAndConsumerWorkHandInHand() {
    assertThat(EventLoop.run(() -> work(Queue.bounded(3)))).isZero();

    assertThat(log).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}
