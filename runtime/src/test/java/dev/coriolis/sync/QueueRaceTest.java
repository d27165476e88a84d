package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets threads put and get, and give up at any moment: each element is got once, and known to be done. */
@Timeout(120)
class QueueRaceTest {
  private static final int ELEMENTS = 20_000;

  @RegisterExtension
  final Racers racers = new Racers(4);

  static List<Queue<Integer>> queues() {
    return List.of(
        Queue.bounded(1),
        Queue.bounded(100),
        Queue.unbounded(),
        Queue.lifo(3),
        Queue.priority(3, element -> -element));
  }

  private static boolean givesUp(CompletableFuture<?> stage) {
    return ThreadLocalRandom.current().nextInt(4) == 0 && stage.cancel(true);
  }

  private static void put(Queue<Integer> queue, int element) throws Exception {
    while (true) {
      CompletableFuture<Void> stage = queue.put(element).toCompletableFuture();
      if (!givesUp(stage)) {
        stage.get(60, TimeUnit.SECONDS);
        return;
      }
    }
  }

  private static int get(Queue<Integer> queue) throws Exception {
    while (true) {
      CompletableFuture<Integer> stage = queue.get().toCompletableFuture();
      if (givesUp(stage)) {
        continue;
      }
      int element = stage.get(60, TimeUnit.SECONDS);
      if (ThreadLocalRandom.current().nextInt(8) > 0) {
        return element;
      }
      Stages.discard(stage);
    }
  }

  @ParameterizedTest
  @MethodSource("queues")
  void eachElementIsGotOnce(Queue<Integer> queue) throws Exception {
    ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();
    AtomicInteger joined = new AtomicInteger();

    racers.run(thread -> {
      for (int i = 0; i < ELEMENTS; i++) {
        if (thread < 2) {
          put(queue, 2 * i + thread);
        } else {
          got.add(get(queue));
          queue.taskDone();
          queue.join().thenRun(joined::incrementAndGet);
        }
      }
    });

    assertThat(got).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
    assertThat(queue.size()).isZero();
    assertThat(queue.join()).isCompleted();
    assertThat(joined).hasValue(2 * ELEMENTS);
  }
}
