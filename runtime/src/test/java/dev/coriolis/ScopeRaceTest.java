package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lets two threads meet at one scope, many times; a wait that is forgotten hangs, and so fails. */
@Timeout(180)
class ScopeRaceTest {
  private static final int ROUNDS = 5_000;

  private final TwoThreads threads = new TwoThreads();

  @AfterEach
  void stopOtherThread() {
    threads.close();
  }

  private static Object end(CompletionStage<?> stage) throws Exception {
    return stage
        .<Object>handle((value, failure) -> failure == null ? "value" : failure)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** Counts itself while it runs. */
  @Coroutine
  private static CompletionStage<Integer> counted(
      CompletionStage<Integer> stage, AtomicInteger running) {
    running.incrementAndGet();
    try {
      return completedFuture(await(stage));
    } finally {
      running.decrementAndGet();
    }
  }

  @Coroutine
  private static CompletionStage<Integer> joins(
      List<? extends CompletionStage<Integer>> stages, AtomicInteger running) {
    try (Scope scope = Scope.open()) {
      for (CompletionStage<Integer> stage : stages) {
        scope.fork(() -> counted(stage, running));
      }
      await(scope.join());
    }
    return completedFuture(running.get());
  }

  private static List<LinkedFuture<Integer>> sources() {
    List<LinkedFuture<Integer>> sources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sources.add(new LinkedFuture<>());
    }
    return sources;
  }

  @Test
  void joinEndsOnceAllChildrenHaveEnded() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      List<LinkedFuture<Integer>> sources = sources();
      AtomicInteger running = new AtomicInteger();

      CompletionStage<Integer> run = threads.race(
          () -> joins(sources, running), () -> sources.forEach(source -> source.complete(1)));

      assertThat(end(run)).isEqualTo("value");
      assertThat(running).hasValue(0);
    }
  }

  @Test
  void nothingOutlivesABlockThatIsCancelledWhileAChildFails() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      List<LinkedFuture<Integer>> sources = sources();
      AtomicInteger running = new AtomicInteger();
      CompletableFuture<Integer> run = joins(sources, running).toCompletableFuture();

      threads.race(
          () -> run.cancel(true),
          () -> sources.get(0).completeExceptionally(new IOException("at the same time")));

      assertThat(end(run)).isInstanceOfAny(IOException.class, CancellationException.class);
      assertThat(running).hasValue(0);
    }
  }

  @Test
  void forkAndCloseAgreeWhetherTheChildIsStarted() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Scope scope = Scope.open();
      AtomicInteger running = new AtomicInteger();
      LinkedFuture<Integer> source = new LinkedFuture<>();

      CompletionStage<Void> closing = threads.race(scope::closing, () -> {
        try {
          scope.fork(() -> counted(source, running));
        } catch (IllegalStateException e) {
          source.cancel(true);
        }
      });

      assertThat(end(closing)).isEqualTo("value");
      assertThat(running).hasValue(0);
    }
  }

  @Coroutine
  private static CompletionStage<Integer> limited(
      Duration duration, CompletionStage<Integer> stage, AtomicInteger running) {
    int value;
    try (Scope scope = Scope.open(duration)) {
      scope.fork(() -> counted(new CompletableFuture<>(), running));
      value = await(counted(stage, running));
    }
    return completedFuture(value + await(new LinkedFuture<Integer>()));
  }

  /** Behind the block, the run waits for ever: nothing of the deadline may hit that. */
  @Test
  void deadlineHitsTheBlockAndNothingBehindIt() throws Exception {
    for (int i = 0; i < ROUNDS / 10; i++) {
      AtomicInteger running = new AtomicInteger();
      LinkedFuture<Integer> source = new LinkedFuture<>();
      CompletableFuture<Integer> run =
          limited(Duration.ofNanos(i * 500L), source, running).toCompletableFuture();

      source.complete(1);
      Object end = "behind the block";
      if (run.isDone() || running.get() > 0) {
        end = end(run.completeOnTimeout(-1, 50, TimeUnit.MILLISECONDS));
      }
      run.cancel(true);

      assertThat(end).isNotInstanceOf(CancellationException.class);
      if (end instanceof Throwable) {
        assertThat(end).isInstanceOf(TimeoutException.class);
      }
    }
  }

  @Coroutine
  private static CompletionStage<Integer> onTwoLoops(EventLoop other, int children) {
    AtomicInteger sum = new AtomicInteger();
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < children; i++) {
        scope.fork(() -> other.launch(() -> completedFuture(sum.incrementAndGet())));
      }
      await(scope.join());
    }
    return completedFuture(sum.get());
  }

  @Test
  void childrenMayRunOnAnotherLoop() {
    try (EventLoop other = EventLoop.create()) {
      assertThat(EventLoop.run(() -> onTwoLoops(other, 10_000))).isEqualTo(10_000);
    }
  }
}
