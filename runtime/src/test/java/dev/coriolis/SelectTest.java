package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.on;
import static dev.coriolis.Coroutines.select;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.sync.Channel;
import dev.coriolis.sync.Mutex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelectTest {
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final CompletableFuture<Integer> number = new CompletableFuture<>();
  private final List<String> log = new ArrayList<>();

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  private CompletionStage<Object> selected() {
    return select(on(text, value -> "text " + value), on(number, value -> value + 1));
  }

  @Test
  void goesOnWithTheHandlerOfTheFirst() {
    CompletionStage<Object> selected = selected();

    number.complete(1);

    assertThat(selected).isCompletedWithValue(2);
    assertThat(text).isCancelled();
  }

  @Test
  void takesTheFirstBranchOfThoseThatAreReady() {
    text.complete("a");
    number.complete(1);

    assertThat(selected()).isCompletedWithValue("text a");
  }

  @Test
  void failsAsTheFirstDoes() {
    CompletionStage<Object> selected = selected();
    IOException failure = new IOException("of the source");

    text.completeExceptionally(failure);

    assertThat(failure(selected)).isSameAs(failure);
    assertThat(number).isCancelled();
  }

  @Test
  void failsWithWhatTheHandlerThrows() {
    IllegalStateException failure = new IllegalStateException("of the handler");
    CompletionStage<Object> selected = select(on(text, value -> {
      throw failure;
    }));

    text.complete("a");

    assertThat(failure(selected)).isSameAs(failure);
  }

  @Test
  void cancellingItCancelsAllSources() {
    CompletableFuture<Object> selected = selected().toCompletableFuture();

    selected.cancel(true);

    assertThat(selected).isCancelled();
    assertThat(text).isCancelled();
    assertThat(number).isCancelled();
  }

  @Test
  void handlerMayGetNull() {
    assertThat(select(on(completedFuture((Void) null), nothing -> "got " + nothing)))
        .isCompletedWithValue("got null");
  }

  @Test
  void rejectsNoBranch() {
    assertThat(failure(Coroutines.<String>select())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> on(null, value -> value)).isInstanceOf(NullPointerException.class);
  }

  /** A queue whose elements nobody may lose. */
  private static final class Elements {
    private final Deque<String> elements = new ArrayDeque<>(List.of("a", "b"));

    CompletionStage<String> take() {
      LinkedFuture<String> taken = new LinkedFuture<>() {
        @Override
        public void discard() {
          elements.addFirst(join());
        }
      };
      taken.complete(elements.remove());
      return taken;
    }
  }

  @Test
  void whatAReadySourceHasGivenToALoserGoesBack() {
    Elements first = new Elements();
    Elements second = new Elements();

    CompletionStage<String> selected =
        select(on(first.take(), value -> value), on(second.take(), value -> value));

    assertThat(selected).isCompletedWithValue("a");
    assertThat(first.elements).containsExactly("b");
    assertThat(second.elements).containsExactly("a", "b");
  }

  @Test
  void whatChannelsHaveForLosersStaysInThem() {
    Channel<String> first = Channel.unlimited();
    Channel<String> second = Channel.unlimited();
    first.trySend("first");
    second.trySend("second");

    CompletionStage<String> selected =
        select(on(first.receive(), value -> value), on(second.receive(), value -> value));

    assertThat(selected).isCompletedWithValue("first");
    assertThat(second.tryReceive()).contains("second");
  }

  @Test
  void mutexThatALoserHadGotIsFree() {
    Mutex mutex = new Mutex();

    CompletionStage<String> selected =
        select(on(completedFuture("a"), value -> value), on(mutex.lock(), held -> "locked"));

    assertThat(selected).isCompletedWithValue("a");
    assertThat(mutex.tryLock()).isPresent();
  }

  @Coroutine
  private CompletionStage<String> onLoop() {
    Thread loop = Thread.currentThread();
    CompletableFuture<String> never = new CompletableFuture<>();
    String chosen = await(select(
        on(never, value -> "never"),
        on(delay(Duration.ofMillis(1)), nothing -> "late " + (Thread.currentThread() == loop))));
    log.add(String.valueOf(never.isCancelled()));
    return completedFuture(chosen);
  }

  @Test
  void handlerRunsOnTheLoop() {
    assertThat(EventLoop.run(this::onLoop)).isEqualTo("late true");
    assertThat(log).containsExactly("true");
  }
}
