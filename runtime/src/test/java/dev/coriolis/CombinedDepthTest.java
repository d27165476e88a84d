package dev.coriolis;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.any;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.shield;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Combines stages to a depth and in numbers that no stack could bear. */
@Timeout(300)
class CombinedDepthTest {
  private static final int DEPTH = 100_000;
  private static final int MILLION = 1_000_000;

  private final CompletableFuture<Integer> innermost = new CompletableFuture<>();

  /** One more stage around a stage. */
  private interface Layer extends UnaryOperator<CompletionStage<Integer>> {}

  @Coroutine
  private static CompletionStage<Integer> inScope(CompletionStage<Integer> stage) {
    try (Scope scope = Scope.open()) {
      CompletionStage<Integer> child = scope.fork(() -> stage);
      await(scope.join());
      return completedFuture(await(child));
    }
  }

  @Coroutine
  private static CompletionStage<Integer> first(CompletionStage<List<Integer>> stage) {
    return completedFuture(await(stage).get(0));
  }

  static Stream<Named<Layer>> layers() {
    return Stream.of(
        Named.of("scope", CombinedDepthTest::inScope),
        Named.of("all", stage -> first(all(stage))),
        Named.of("any", stage -> any(stage)),
        Named.of("race", stage -> race(stage)),
        Named.of("shield", stage -> shield(stage)),
        Named.of("timeout", stage -> timeout(Duration.ofHours(1), stage)));
  }

  private CompletableFuture<Integer> nested(Layer layer) {
    CompletionStage<Integer> outermost = innermost;
    for (int i = 0; i < DEPTH; i++) {
      outermost = layer.apply(outermost);
    }
    return outermost.toCompletableFuture();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void completesFromTheInnermostToTheOutermost(Layer layer) {
    CompletableFuture<Integer> outermost = nested(layer);

    innermost.complete(1);

    assertThat(outermost).isCompletedWithValue(1);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void failsFromTheInnermostToTheOutermost(Layer layer) {
    CompletableFuture<Integer> outermost = nested(layer);
    IOException failure = new IOException("of the innermost");

    innermost.completeExceptionally(failure);

    assertThat(outermost.handle((value, thrown) -> thrown).join()).isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void cancelsFromTheOutermostToTheInnermost(Layer layer) {
    CompletableFuture<Integer> outermost = nested(layer);

    outermost.cancel(true);

    assertThat(outermost).isCancelled();
  }

  @Coroutine
  private CompletionStage<Integer> forksMany() {
    try (Scope scope = Scope.open()) {
      List<CompletionStage<Integer>> children = new ArrayList<>();
      for (int i = 0; i < MILLION; i++) {
        children.add(scope.fork(() -> completedFuture(await(innermost))));
      }
      await(scope.join());
      int sum = 0;
      for (CompletionStage<Integer> child : children) {
        sum += await(child);
      }
      return completedFuture(sum);
    }
  }

  @Test
  void millionChildrenEndAtOnce() {
    CompletionStage<Integer> run = forksMany();

    innermost.complete(1);

    assertThat(run).isCompletedWithValue(MILLION);
  }

  @Test
  void millionChildrenAreCancelled() {
    CompletableFuture<Integer> run = forksMany().toCompletableFuture();

    run.cancel(true);

    assertThat(run).isCancelled();
  }

  @Test
  void scopesNestOnALoopToo() throws Exception {
    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture<Integer> run = loop.launch(() -> nested(CombinedDepthTest::inScope));
      loop.launch(() -> completedFuture(innermost.complete(1)));

      assertThat(run.get(120, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }
}
