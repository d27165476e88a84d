package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueOrderTest {

  private record Job(String name, int priority) {}

  private static Queue<Job> byPriority(int capacity) {
    return Queue.priority(capacity, Job::priority);
  }

  private static void putAll(Queue<Job> queue, String... jobs) {
    for (String job : jobs) {
      assertThat(queue.tryPut(new Job(job, job.charAt(0) - '0'))).isTrue();
    }
  }

  private static List<String> drain(Queue<Job> queue) {
    List<String> names = new ArrayList<>();
    for (Optional<Job> job = queue.tryGet(); job.isPresent(); job = queue.tryGet()) {
      names.add(job.get().name());
    }
    return names;
  }

  @Test
  void lowestNumberComesFirst() {
    Queue<Job> queue = byPriority(10);
    putAll(queue, "1", "0", "3", "2");

    assertThat(drain(queue)).containsExactly("0", "1", "2", "3");
  }

  @Test
  void ofEqualNumbersTheOldestComesFirst() {
    Queue<Job> queue = byPriority(10);
    putAll(queue, "1a", "0a", "1b", "0b", "1c", "0c");

    assertThat(drain(queue)).containsExactly("0a", "0b", "0c", "1a", "1b", "1c");
  }

  @Test
  void whoWaitsWithALowerNumberOvertakesWhatIsInTheQueue() {
    Queue<Job> queue = byPriority(1);
    putAll(queue, "5");
    CompletableFuture<Void> waiting = queue.put(new Job("0", 0)).toCompletableFuture();

    assertThat(queue.tryGet().orElseThrow().name()).isEqualTo("0");

    assertThat(waiting).isCompleted();
    assertThat(drain(queue)).containsExactly("5");
  }

  @Test
  void discardedElementComesBeforeItsEquals() {
    Queue<Job> queue = byPriority(10);
    putAll(queue, "1a", "1b", "0");
    queue.tryGet();
    CompletableFuture<Job> unused = queue.get().toCompletableFuture();
    putAll(queue, "0");

    Stages.discard(unused);

    assertThat(drain(queue)).containsExactly("0", "1a", "1b");
  }

  @Test
  void questionForTheNumberThatFailsPutsNothingIn() {
    Queue<Job> queue = Queue.priority(10, job -> 10 / job.priority());

    assertThatThrownBy(() -> queue.put(new Job("0", 0))).isInstanceOf(ArithmeticException.class);

    assertThat(queue.size()).isZero();
    assertThat(queue.join()).isCompleted();
  }

  @Test
  void questionForTheNumberMayUseTheQueue() {
    List<Queue<Job>> queues = new ArrayList<>();
    Queue<Job> queue = Queue.priority(10, job -> queues.get(0).size());
    queues.add(queue);

    putAll(queue, "a", "b");

    assertThat(drain(queue)).containsExactly("a", "b");
  }

  @Test
  void newestComesFirst() {
    Queue<Job> queue = Queue.lifo(10);
    putAll(queue, "1", "3", "2", "0");

    assertThat(drain(queue)).containsExactly("0", "2", "3", "1");
  }

  @Test
  void whoWaitsHasTheNewestElement() {
    Queue<Job> queue = Queue.lifo(1);
    putAll(queue, "1");
    CompletableFuture<Void> waiting = queue.put(new Job("2", 2)).toCompletableFuture();

    assertThat(queue.tryGet().orElseThrow().name()).isEqualTo("2");

    assertThat(waiting).isCompleted();
    assertThat(drain(queue)).containsExactly("1");
  }
}
