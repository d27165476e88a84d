package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("kinds")
class QueueJoinTest {
  @Parameter
  private Kind kind;

  private enum Kind {
    FIFO,
    LIFO,
    PRIORITY;

    Queue<Integer> queue(int capacity) {
      return switch (this) {
        case FIFO -> Queue.bounded(capacity);
        case LIFO -> Queue.lifo(capacity);
        case PRIORITY -> Queue.priority(capacity, Integer::intValue);
      };
    }
  }

  static Kind[] kinds() {
    return Kind.values();
  }

  private static CompletableFuture<Void> join(Queue<?> queue) {
    return queue.join().toCompletableFuture();
  }

  @Test
  void nobodyWaitsForAQueueIntoWhichNothingWasPut() {
    assertThat(join(kind.queue(1))).isCompleted();
  }

  @Test
  void taskDoneForNothingSaysSo() {
    Queue<Integer> queue = kind.queue(1);

    assertThatIllegalStateException()
        .isThrownBy(queue::taskDone)
        .withMessageContaining("more often");
    queue.tryPut(0);
    queue.taskDone();

    assertThatIllegalStateException().isThrownBy(queue::taskDone);
  }

  @Test
  void joinWaitsUntilAllIsDoneAndNotOnlyTaken() {
    Queue<Integer> queue = kind.queue(10);
    for (int i = 0; i < 10; i++) {
      queue.tryPut(i);
    }
    CompletableFuture<Void> join = join(queue);

    for (int i = 0; i < 10; i++) {
      queue.tryGet();
      assertThat(join).isNotDone();
    }
    for (int i = 0; i < 9; i++) {
      queue.taskDone();
      assertThat(join).isNotDone();
    }
    queue.taskDone();

    assertThat(join).isCompleted();
    assertThat(join(queue)).isCompleted();
  }

  @Test
  void whatIsHandedToAGetterCountsToo() {
    Queue<Integer> queue = kind.queue(1);
    CompletableFuture<Integer> got = queue.get().toCompletableFuture();
    queue.tryPut(5);
    CompletableFuture<Void> join = join(queue);

    assertThat(got).isCompletedWithValue(5);
    assertThat(join).isNotDone();
    queue.taskDone();

    assertThat(join).isCompleted();
  }

  @Test
  void whatAPutterWaitsToPutInCountsOnceItIsIn() {
    Queue<Integer> queue = kind.queue(1);
    queue.tryPut(0);
    CompletableFuture<Void> waiting = queue.put(1).toCompletableFuture();
    CompletableFuture<Void> cancelled = queue.put(2).toCompletableFuture();
    cancelled.cancel(true);
    queue.tryGet();
    queue.taskDone();
    CompletableFuture<Void> join = join(queue);

    assertThat(waiting).isCompleted();
    assertThat(join).isNotDone();
    queue.taskDone();

    assertThat(join).isCompleted();
  }

  @Test
  void joinThatTimesOutWaitsNoMore() {
    Queue<Integer> queue = kind.queue(1);
    queue.tryPut(0);
    CompletableFuture<Void> timedOut = join(queue).orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> cancelled = join(queue);
    CompletableFuture<Void> other = join(queue);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);
    cancelled.cancel(true);

    queue.taskDone();

    assertThat(cancelled).isCancelled();
    assertThat(other).isCompleted();
  }

  @Test
  void whoJoinsAgainAfterNewWorkWaitsAgain() {
    Queue<Integer> queue = kind.queue(1);
    List<String> log = new ArrayList<>();
    queue.tryPut(0);
    queue.join().thenRun(() -> {
      queue.tryGet();
      queue.tryPut(1);
      log.add("first");
      queue.join().thenRun(() -> log.add("again"));
    });

    queue.taskDone();
    assertThat(log).containsExactly("first");
    queue.taskDone();

    assertThat(log).containsExactly("first", "again");
  }
}
