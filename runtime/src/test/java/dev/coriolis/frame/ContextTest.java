package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ContextTest {
  private static final Object KEY = "key";
  private static final Object OTHER = "other";

  private final CompletableFuture<Void> source = new CompletableFuture<>();

  private static Object value() {
    return String.valueOf(Context.current().get(KEY));
  }

  @Coroutine
  private static CompletionStage<List<Object>> before(CompletionStage<?> stage) {
    List<Object> seen = new ArrayList<>(List.of(value()));
    await(stage);
    seen.add(value());
    return completedFuture(seen);
  }

  @Coroutine
  private static CompletionStage<List<Object>> outer(CompletionStage<?> stage) {
    await(stage);
    return completedFuture(await(before(stage)));
  }

  private static Context with(Object value) {
    return Context.current().with(KEY, value);
  }

  @Test
  void followsCoroutineOverItsSuspension() throws Exception {
    CompletionStage<List<Object>> result = with("a").call(() -> before(source));

    source.complete(null);

    assertThat(result).isCompletedWithValue(List.of("a", "a"));
  }

  @Test
  void isFoundByCoroutineThatIsCalledAfterResumption() throws Exception {
    CompletionStage<List<Object>> result = with("a").call(() -> outer(source));

    source.complete(null);

    assertThat(result).isCompletedWithValue(List.of("a", "a"));
  }

  @Test
  void valuesOfWhoeverCompletesTheStageAreNotSeen() throws Exception {
    CompletionStage<List<Object>> result = before(source);

    with("of the completer").call(() -> source.complete(null));

    assertThat(result).isCompletedWithValue(List.of("null", "null"));
  }

  @Test
  void completerHasItsOwnValuesBackAfterwards() throws Exception {
    with("a").call(() -> before(source));

    Object after = with("b").call(() -> {
      source.complete(null);
      return value();
    });

    assertThat(after).isEqualTo("b");
  }

  @Test
  void coroutinesThatAwaitOneAnotherKeepTheirOwnValues() throws Exception {
    CompletionStage<List<Object>> inner = with("inner").call(() -> before(source));
    CompletionStage<List<Object>> outer = with("outer").call(() -> before(inner));

    source.complete(null);

    assertThat(inner).isCompletedWithValue(List.of("inner", "inner"));
    assertThat(outer).isCompletedWithValue(List.of("outer", "outer"));
    assertThat(value()).isEqualTo("null");
  }

  @Test
  void threadHasItsValuesBackAfterFailure() {
    assertThatThrownBy(() -> with("a").call(() -> {
          throw new IOException("no");
        }))
        .isInstanceOf(IOException.class);

    assertThat(value()).isEqualTo("null");
  }

  @Test
  void bindsKeysByIdentityAndReplacesValues() {
    Context context = Context.current().with(KEY, 1).with(OTHER, 2).with(KEY, 3);

    assertThat(context.get(KEY)).isEqualTo(3);
    assertThat(context.get(OTHER)).isEqualTo(2);
    assertThat(context.get(new Object())).isNull();
    assertThat(Context.current().get(KEY)).isNull();
  }

  @Test
  void goesAlongToAnotherLoop() throws Exception {
    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture<List<Object>> launched =
          with("a").call(() -> loop.launch(() -> before(delay(Duration.ofMillis(1)))));

      assertThat(launched.get()).containsExactly("a", "a");
      assertThat(loop.launch(() -> completedFuture(value())).get()).isEqualTo("null");
    }
  }

  @Test
  void runWithoutLoopThatIsResumedOnOneStartsCoroutinesThere() throws Exception {
    CompletableFuture<Dispatcher> seen = new CompletableFuture<>();
    CompletionStage<?> run = with("a").call(() -> {
      CompletionStage<List<Object>> awaiting = before(source);
      return awaiting.thenRun(() -> seen.complete(Dispatcher.current()));
    });
    try (EventLoop loop = EventLoop.create()) {
      Dispatcher own = loop.launch(() -> {
            Dispatcher current = Dispatcher.current();
            source.complete(null);
            return completedFuture(current);
          })
          .get();

      run.toCompletableFuture().get();
      assertThat(seen.get()).isNotNull().isSameAs(own);
    }
  }
}
