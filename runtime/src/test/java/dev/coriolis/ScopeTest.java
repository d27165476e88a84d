package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScopeTest {
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final CompletableFuture<Void> cleaning = new CompletableFuture<>();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private final List<String> log = new ArrayList<>();

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  /** Returns the value of the stage, and cleans up before it ends in whatever way. */
  @Coroutine
  private CompletionStage<String> child(CompletionStage<String> stage) {
    try {
      return completedFuture(await(stage));
    } finally {
      await(cleaning);
      log.add("cleaned up");
    }
  }

  @Coroutine
  private static CompletionStage<String> awaits(CompletionStage<String> stage) {
    return completedFuture(await(stage));
  }

  @Coroutine
  private CompletionStage<String> joins() {
    try (Scope scope = Scope.open()) {
      CompletionStage<String> a = scope.fork(() -> awaits(first));
      CompletionStage<String> b = scope.fork(() -> child(second));
      log.add(scope.toString());
      await(scope.join());
      return completedFuture(await(a) + await(b));
    } finally {
      log.add("block ended");
    }
  }

  @Test
  void joinWaitsForAllChildren() {
    CompletionStage<String> run = joins();
    assertThat(log).containsExactly("Scope[2 running]");

    second.complete("b");
    first.complete("a");
    assertThat(run.toCompletableFuture()).isNotDone();
    cleaning.complete(null);

    assertThat(run).isCompletedWithValue("ab");
    assertThat(log).endsWith("cleaned up", "block ended");
  }

  @Test
  void joinCancelsTheOthersAndWaitsForThemWhenOneFails() {
    CompletionStage<String> run = joins();
    IOException failure = new IOException("first in time");

    first.completeExceptionally(failure);
    assertThat(second).isCancelled();
    assertThat(run.toCompletableFuture()).isNotDone();

    cleaning.complete(null);
    assertThat(failure(run)).isSameAs(failure).hasNoSuppressedExceptions();
    assertThat(log).endsWith("cleaned up", "block ended");
  }

  @Test
  void joinKeepsFurtherFailures() {
    CompletionStage<String> run = joins();
    IOException failure = new IOException("first in time");
    IOException further = new IOException("while cleaning up");

    first.completeExceptionally(failure);
    cleaning.completeExceptionally(further);

    assertThat(failure(run)).isSameAs(failure).hasSuppressedException(further);
  }

  @Coroutine
  private CompletionStage<String> joinsLate() {
    try (Scope scope = Scope.open()) {
      CompletionStage<String> a = scope.fork(() -> awaits(first));
      scope.fork(() -> child(second));
      await(gate);
      await(scope.join());
      return completedFuture(await(a));
    }
  }

  @Test
  void failureBeforeTheJoinCancelsAtTheJoin() {
    CompletionStage<String> run = joinsLate();
    IOException failure = new IOException("before the join");

    first.completeExceptionally(failure);
    assertThat(second).isNotDone();
    gate.complete(null);
    assertThat(second).isCancelled();

    cleaning.complete(null);
    assertThat(failure(run)).isSameAs(failure);
  }

  @Test
  void cancellingTheCoroutineInAJoinCancelsTheChildrenAndWaits() {
    CompletableFuture<String> run = joins().toCompletableFuture();

    assertThat(run.cancel(true)).isTrue();
    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
    assertThat(run).isNotDone();

    cleaning.complete(null);
    assertThat(run).isCancelled();
    assertThat(log).endsWith("cleaned up", "block ended");
  }

  @Coroutine
  private CompletionStage<List<Throwable>> collects() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> awaits(first));
      scope.fork(() -> awaits(second));
      return completedFuture(await(scope.joinAll()));
    }
  }

  @Test
  void joinAllReturnsWhatHasFailedInTheOrderOfTime() {
    CompletionStage<List<Throwable>> run = collects();
    IOException failedFirst = new IOException("first child");
    IOException failedSecond = new IOException("second child");

    second.completeExceptionally(failedSecond);
    assertThat(first).isNotDone();
    first.completeExceptionally(failedFirst);

    assertThat(run).isCompletedWithValue(List.of(failedSecond, failedFirst));
  }

  @Coroutine
  private CompletionStage<String> joinsTwice() {
    try (Scope scope = Scope.open()) {
      CompletionStage<String> a = scope.fork(() -> awaits(first));
      try {
        await(scope.join());
      } catch (Exception e) {
        log.add(e.getMessage());
      }
      CompletionStage<String> b = scope.fork(() -> awaits(second));
      await(scope.join());
      return completedFuture(await(b));
    }
  }

  @Test
  void goesOnAfterAJoinThatFailed() {
    CompletionStage<String> run = joinsTwice();

    first.completeExceptionally(new IOException("first phase"));
    second.complete("second phase");

    assertThat(run).isCompletedWithValue("second phase");
    assertThat(log).containsExactly("first phase");
  }

  @Coroutine
  private CompletionStage<String> cancelsChild() {
    try (Scope scope = Scope.open()) {
      CompletableFuture<String> a = scope.fork(() -> awaits(first));
      CompletionStage<String> b = scope.fork(() -> awaits(second));
      a.cancel(true);
      await(scope.join());
      return completedFuture(await(b));
    }
  }

  @Test
  void childThatWasCancelledHasNotFailed() {
    CompletionStage<String> run = cancelsChild();
    assertThat(first).isCancelled();
    assertThat(second).isNotDone();

    second.complete("b");

    assertThat(run).isCompletedWithValue("b");
  }

  @Test
  void childThatAwaitsWhatOthersCancelHasFailed() {
    CompletionStage<String> run = joins();

    first.cancel(true);
    cleaning.complete(null);

    assertThat(second).isCancelled();
    assertThat(failure(run)).isInstanceOf(CancellationException.class);
  }

  @Coroutine
  private CompletionStage<String> forksInChild(CompletableFuture<Scope> opened) {
    try (Scope scope = Scope.open()) {
      opened.complete(scope);
      scope.fork(() -> {
        await(first);
        return scope.fork(() -> child(second));
      });
      await(scope.join());
      return completedFuture("joined");
    }
  }

  @Test
  void joinWaitsForWhatChildrenStart() {
    CompletionStage<String> run = forksInChild(new CompletableFuture<>());

    first.complete("a");
    second.complete("b");
    assertThat(run.toCompletableFuture()).isNotDone();
    cleaning.complete(null);

    assertThat(run).isCompletedWithValue("joined");
  }

  @Test
  void nothingIsStartedWhileTheScopeIsEnding() {
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    CompletionStage<String> run = forksInChild(opened);
    Scope scope = opened.join();
    scope.fork(() -> child(second));
    first.completeExceptionally(new IOException("ends the scope"));

    CompletableFuture<String> refused = scope.fork(() -> {
      log.add("started");
      return completedFuture("started");
    });

    assertThat(refused).isCancelled();
    assertThat(log).isEmpty();
    cleaning.complete(null);
    assertThat(failure(run)).hasMessage("ends the scope");
  }

  @Test
  void whatTheCallThrowsFailsTheChild() {
    IOException failure = new IOException("thrown by the call");
    Scope scope = Scope.open();

    CompletableFuture<String> child = scope.fork(() -> {
      throw failure;
    });
    Callable<CompletionStage<String>> returnsNull = () -> null;
    CompletableFuture<String> withoutStage = scope.fork(returnsNull);

    assertThat(failure(child)).isSameAs(failure);
    assertThat(failure(withoutStage)).isInstanceOf(NullPointerException.class);
    scope.close();
  }

  @Test
  void joinOfNothingIsDone() {
    Scope scope = Scope.open();

    assertThat(scope.join()).isCompleted();
    assertThat(scope.joinAll()).isCompletedWithValue(List.of());
    assertThat(scope.closing()).isCompleted();
    assertThat(scope.closing()).isCompleted();
  }

  @Coroutine
  private static CompletionStage<Integer> onLoop() {
    try (Scope scope = Scope.open()) {
      Thread thread = Thread.currentThread();
      List<CompletionStage<Boolean>> children = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int millis = i % 7;
        children.add(scope.fork(() -> {
          await(delay(Duration.ofMillis(millis)));
          return completedFuture(Thread.currentThread() == thread);
        }));
      }
      await(scope.join());
      int here = 0;
      for (CompletionStage<Boolean> child : children) {
        here += await(child) ? 1 : 0;
      }
      return completedFuture(here);
    }
  }

  @Test
  void childrenStayOnTheLoopOfTheirStart() {
    assertThat(EventLoop.run(ScopeTest::onLoop)).isEqualTo(100);
  }
}
