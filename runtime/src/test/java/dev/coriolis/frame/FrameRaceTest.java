package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets two threads meet at one frame, many times; a wake-up that is lost hangs, and so fails. */
class FrameRaceTest {
  private static final int ROUNDS = 20_000;

  private final CyclicBarrier start = new CyclicBarrier(2);
  private ExecutorService other;

  @BeforeEach
  void startOtherThread() {
    other = Executors.newSingleThreadExecutor();
  }

  @AfterEach
  void stopOtherThread() {
    other.shutdownNow();
  }

  /** Runs both at the same time; returns what the first returned. */
  private <T> T race(Callable<T> here, Runnable there) throws Exception {
    Future<?> ended = other.submit(() -> {
      start.await();
      there.run();
      return null;
    });
    start.await();
    T result = here.call();
    ended.get(30, TimeUnit.SECONDS);
    return result;
  }

  private static Supplier<CompletableFuture<Integer>> source(boolean linked) {
    return linked ? LinkedFuture::new : CompletableFuture::new;
  }

  @Coroutine
  private static CompletionStage<Integer> twice(
      CompletionStage<Integer> first, CompletionStage<Integer> second) {
    int value = await(first);
    return completedFuture(value + await(second));
  }

  @ParameterizedTest(name = "source links frames: {0}")
  @ValueSource(booleans = {true, false})
  void noWakeUpIsLostWhileTheRunIsBeingSuspended(boolean linked) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> first = source(linked).get();
      CompletableFuture<Integer> second = source(linked).get();

      CompletionStage<Integer> run = race(() -> twice(first, second), () -> {
        first.complete(1);
        second.complete(2);
      });

      assertThat(run.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(3);
    }
  }

  @ParameterizedTest(name = "source links frames: {0}")
  @ValueSource(booleans = {true, false})
  void cancelAndCompletionDecideOnOneEnd(boolean linked) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> source = source(linked).get();
      CompletableFuture<Integer> run =
          twice(twice(source, completedFuture(1)), completedFuture(1)).toCompletableFuture();

      race(() -> run.cancel(true), () -> source.complete(1));

      Object end = run.handle((value, failure) -> failure == null ? value : failure)
          .get(30, TimeUnit.SECONDS);
      if (!run.isCancelled()) {
        assertThat(end).isEqualTo(3);
      }
    }
  }

  @Test
  void everyFrameThatAwaitsAFutureOnItsCompletionIsResumed() throws Exception {
    for (int i = 0; i < ROUNDS / 10; i++) {
      LinkedFuture<Integer> source = new LinkedFuture<>();

      List<CompletionStage<Integer>> runs = race(
          () -> {
            List<CompletionStage<Integer>> started = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
              started.add(twice(source, source));
            }
            return started;
          },
          () -> source.complete(2));

      for (CompletionStage<Integer> run : runs) {
        assertThat(run.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(4);
      }
    }
  }
}
