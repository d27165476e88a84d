package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.each;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EachTest {
  private final List<CompletableFuture<String>> started = new ArrayList<>();
  private int running;
  private int most;

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  private CompletionStage<String> start(int item) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    started.add(stage);
    return stage;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void startsNoMoreThanTheLimitAtATime() {
    CompletionStage<List<String>> all = each(numbers(4), 2, this::start);
    assertThat(started).hasSize(2);

    started.get(1).complete("b");
    assertThat(started).hasSize(3);
    started.get(2).complete("c");
    assertThat(started).hasSize(4);
    started.get(3).complete("d");
    assertThat(all.toCompletableFuture()).isNotDone();
    started.get(0).complete("a");

    assertThat(all).isCompletedWithValue(List.of("a", "b", "c", "d"));
  }

  @Test
  void startsNothingMoreOnceOneHasFailed() {
    CompletionStage<List<String>> all = each(numbers(5), 2, this::start);
    IOException failure = new IOException("of the second");

    started.get(1).completeExceptionally(failure);

    assertThat(failure(all)).isSameAs(failure);
    assertThat(started).hasSize(2);
    assertThat(started.get(0)).isCancelled();
  }

  @Test
  void callThatThrowsIsAFailure() {
    IllegalStateException failure = new IllegalStateException("thrown by the call");

    CompletionStage<List<String>> all = each(numbers(3), 3, number -> {
      start(number);
      throw failure;
    });

    assertThat(failure(all)).isSameAs(failure);
    assertThat(started).hasSize(1);
  }

  @Test
  void cancellingItCancelsWhatRuns() {
    CompletableFuture<List<String>> all = each(numbers(5), 2, this::start).toCompletableFuture();

    all.cancel(true);

    assertThat(all).isCancelled();
    assertThat(started).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void nothingToDoIsDone() {
    assertThat(each(List.<Integer>of(), 1, this::start)).isCompletedWithValue(List.of());
  }

  @Test
  void itemsAndValuesMayBeNull() {
    List<String> items = Arrays.asList("a", null);

    assertThat(each(items, 2, item -> completedFuture(item))).isCompletedWithValue(items);
  }

  @Test
  void millionItemsThatAreDoneAtOnceNeedNoStack() {
    List<Integer> items = Collections.nCopies(1_000_000, 1);

    CompletionStage<List<Integer>> all = each(items, 8, item -> completedFuture(item + 1));

    assertThat(all).isCompletedWithValueMatching(values -> values.size() == 1_000_000);
  }

  @Test
  void rejectsALimitThatIsNotPositive() {
    assertThatThrownBy(() -> each(numbers(1), 0, this::start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be positive, was 0");
  }

  @Coroutine
  private CompletionStage<Integer> counted(int item) {
    running++;
    most = Math.max(most, running);
    await(delay(Duration.ofMillis(item % 3)));
    running--;
    return completedFuture(item * 2);
  }

  @Test
  void worksOnALoop() {
    List<Integer> values = EventLoop.run(() -> each(numbers(100), 7, this::counted));

    assertThat(values).hasSize(100).startsWith(0, 2, 4).endsWith(198);
    assertThat(most).isEqualTo(7);
  }
}
