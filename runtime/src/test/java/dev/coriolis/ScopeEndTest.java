package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScopeEndTest {
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final CompletableFuture<Void> cleaning = new CompletableFuture<>();
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
  private CompletionStage<String> awaitsInBlock(CompletionStage<String> stage) {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> child(second));
      return completedFuture(await(stage));
    } finally {
      log.add("block ended");
    }
  }

  @Test
  void cancellingTheCoroutineInTheBlockCancelsTheChildrenAndWaits() {
    CompletableFuture<String> run = awaitsInBlock(first).toCompletableFuture();

    run.cancel(true);
    assertThat(second).isCancelled();
    assertThat(run).isNotDone();

    cleaning.complete(null);
    assertThat(run).isCancelled();
    assertThat(log).containsExactly("cleaned up", "block ended");
  }

  @Test
  void endOfTheBlockCancelsWhatStillRunsAndWaits() {
    CompletionStage<String> run = awaitsInBlock(completedFuture("value"));

    assertThat(second).isCancelled();
    assertThat(run.toCompletableFuture()).isNotDone();

    cleaning.complete(null);
    assertThat(run).isCompletedWithValue("value");
    assertThat(log).containsExactly("cleaned up", "block ended");
  }

  @Test
  void failureThatNobodyHasSeenIsThrownAtTheEndOfTheBlock() {
    CompletionStage<String> run = awaitsInBlock(completedFuture("value"));
    IOException failure = new IOException("while cleaning up");

    cleaning.completeExceptionally(failure);

    assertThat(failure(run)).isSameAs(failure);
  }

  @Test
  void failureThatNobodyHasSeenIsASuppressedOneOfWhatLeavesTheBlock() {
    CompletionStage<String> run = awaitsInBlock(first);
    IOException failure = new IOException("in the block");
    IOException unseen = new IOException("of the child");

    second.completeExceptionally(unseen);
    cleaning.complete(null);
    first.completeExceptionally(failure);

    assertThat(failure(run)).isSameAs(failure).hasSuppressedException(unseen);
  }

  @Coroutine
  private CompletionStage<String> awaitsWhatItsChildAwaits() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> awaits(first));
      await(second);
      return completedFuture(await(first));
    }
  }

  @Test
  void failureOfTheBlockThatIsAlsoThatOfAChildIsThrownOnce() {
    CompletionStage<String> run = awaitsWhatItsChildAwaits();
    IOException failure = new IOException("of both");

    first.completeExceptionally(failure);
    second.complete("go on");

    assertThat(failure(run)).isSameAs(failure).hasNoSuppressedExceptions();
  }

  @Coroutine
  private CompletionStage<String> givesTheJoinUp() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> child(second));
      CompletableFuture<Void> join = scope.join().toCompletableFuture();
      first.whenComplete((value, thrown) -> join.completeExceptionally(thrown));
      await(join);
      return completedFuture("not reached");
    }
  }

  @Test
  void failureBehindAJoinThatSomebodyElseHasCompletedIsNotLost() {
    CompletionStage<String> run = givesTheJoinUp();
    IOException failure = new IOException("too late");
    IOException unseen = new IOException("of the child");

    first.completeExceptionally(failure);
    cleaning.completeExceptionally(unseen);

    assertThat(failure(run)).isSameAs(failure).hasSuppressedException(unseen);
  }

  @Coroutine
  private CompletionStage<String> handlesChild() {
    try (Scope scope = Scope.open()) {
      CompletionStage<String> a = scope.fork(() -> awaits(first));
      try {
        await(a);
      } catch (Exception e) {
        log.add(e.getMessage());
      }
      return completedFuture("went on");
    }
  }

  @Test
  void failureThatWasAwaitedIsNotThrownAgain() {
    CompletionStage<String> run = handlesChild();

    first.completeExceptionally(new IOException("handled"));

    assertThat(run).isCompletedWithValue("went on");
    assertThat(log).containsExactly("handled");
  }

  @Test
  void forkIsRefusedOnceClosed() {
    Scope scope = Scope.open();
    scope.close();

    assertThatThrownBy(() -> scope.fork(() -> completedFuture("too late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the scope is closed");
  }

  @Test
  void closeElsewhereThanInACoroutineCancelsAndReturns() {
    Scope scope = Scope.open();
    CompletableFuture<String> child = scope.fork(() -> child(first));

    scope.close();

    assertThat(first).isCancelled();
    assertThat(child).isNotDone();
    CompletionStage<Void> end = scope.closing();
    cleaning.complete(null);
    assertThat(end).isCompleted();
  }
}
