package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.launch;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoroutineLocalTest {
  private static final CoroutineLocal<String> USER = CoroutineLocal.create();
  private static final CoroutineLocal<String> OTHER = CoroutineLocal.create();
  private static final Duration SHORT = Duration.ofMillis(1);

  @Coroutine
  private static CompletionStage<List<String>> seen(CompletionStage<?> stage) {
    List<String> seen = new ArrayList<>(List.of(USER.orElse("none")));
    await(stage);
    seen.add(USER.orElse("none"));
    return completedFuture(seen);
  }

  @Test
  void followsACoroutineOverItsSuspension() {
    CompletableFuture<Void> source = new CompletableFuture<>();
    CompletionStage<List<String>> run = USER.where("ada", () -> seen(source));
    assertThat(USER.isBound()).isFalse();

    source.complete(null);

    assertThat(run).isCompletedWithValue(List.of("ada", "ada"));
    assertThat(USER.isBound()).isFalse();
  }

  @Coroutine
  private static CompletionStage<List<String>> everywhere(EventLoop other) {
    await(delay(SHORT));
    List<String> seen = new ArrayList<>();
    seen.addAll(await(seen(delay(SHORT))));
    seen.addAll(await(launch(() -> seen(delay(SHORT)))));
    seen.addAll(await(other.launch(() -> seen(delay(SHORT)))));
    seen.add(await(offload(() -> USER.orElse("none"))));
    try (Scope scope = Scope.open()) {
      seen.addAll(await(scope.fork(() -> seen(delay(SHORT)))));
    }
    seen.addAll(await(Coroutines.timeout(Duration.ofHours(1), () -> seen(delay(SHORT)))));
    return completedFuture(seen);
  }

  @Test
  void isSeenByAllThatIsStartedMeanwhile() {
    try (EventLoop other = EventLoop.create()) {
      List<String> seen = EventLoop.run(() -> USER.where("ada", () -> everywhere(other)));

      assertThat(seen).hasSize(11).containsOnly("ada");
    }
  }

  @Coroutine
  private static CompletionStage<List<String>> covers() {
    List<String> seen = new ArrayList<>();
    seen.addAll(await(USER.where("bob", () -> seen(delay(SHORT)))));
    seen.addAll(await(seen(delay(SHORT))));
    return completedFuture(seen);
  }

  @Test
  void innerValueCoversTheOuterOne() {
    assertThat(EventLoop.run(() -> USER.where("ada", CoroutineLocalTest::covers)))
        .containsExactly("bob", "bob", "ada", "ada");
  }

  @Coroutine
  private static CompletionStage<List<List<String>>> sideBySide() {
    CompletionStage<List<String>> ada = USER.where("ada", () -> seen(delay(SHORT)));
    CompletionStage<List<String>> bob = USER.where("bob", () -> seen(delay(SHORT)));
    CompletionStage<List<String>> nobody = seen(delay(SHORT));
    return completedFuture(await(Coroutines.all(ada, bob, nobody)));
  }

  @Test
  void coroutinesOfOneLoopKeepTheirOwn() {
    assertThat(EventLoop.run(CoroutineLocalTest::sideBySide))
        .containsExactly(List.of("ada", "ada"), List.of("bob", "bob"), List.of("none", "none"));
  }

  @Test
  void nothingIsLeftForTheNextCoroutineOfTheLoop() {
    try (EventLoop loop = EventLoop.create()) {
      loop.launch(() -> USER.where("ada", () -> seen(delay(SHORT)))).join();

      assertThat(loop.launch(() -> seen(delay(SHORT))).join()).containsExactly("none", "none");
    }
  }

  @Test
  void localsAreBoundSideBySide() {
    CompletionStage<String> both =
        USER.where("ada", () -> OTHER.where("x", () -> completedFuture(USER.get() + OTHER.get())));

    assertThat(both).isCompletedWithValue("adax");
  }

  @Test
  void whatTheCallThrowsFailsTheStage() {
    IOException failure = new IOException("thrown by the call");

    CompletionStage<String> stage = USER.where("ada", () -> {
      throw failure;
    });

    assertThat(stage.handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
    assertThat(USER.isBound()).isFalse();
  }

  @Test
  void getSaysHowToBind() {
    assertThatThrownBy(USER::get)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("where(value, coroutine)");
  }

  @Test
  void rejectsNull() {
    assertThatThrownBy(() -> USER.where(null, () -> completedFuture("never")))
        .isInstanceOf(NullPointerException.class);
  }
}
