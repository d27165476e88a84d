package dev.coriolis;

import static dev.coriolis.Coroutines.any;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.race;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RaceTest {
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final CompletableFuture<Void> cleaning = new CompletableFuture<>();

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  /** Ends with this value once it has cleaned up. */
  @Coroutine
  private static CompletionStage<String> cleansUp(
      CompletionStage<?> awaited, CompletionStage<?> cleaning) {
    try {
      await(awaited);
      return completedFuture("awaited");
    } finally {
      await(cleaning);
    }
  }

  @Test
  void raceHasTheValueOfTheFirstAndCancelsTheOthers() {
    CompletionStage<String> race = race(first, second);

    second.complete("second");

    assertThat(race).isCompletedWithValue("second");
    assertThat(first).isCancelled();
  }

  @Test
  void stageThatThrowsWhenItIsCancelledKeepsNobodyFromEnding() {
    CompletableFuture<String> stubborn = new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterruptIfRunning) {
        throw new UnsupportedOperationException("not me");
      }
    };
    CompletionStage<String> race = race(first, stubborn, second);

    first.complete("first");
    assertThat(second).isCancelled();
    stubborn.complete("at last");

    assertThat(race).isCompletedWithValue("first");
  }

  @Test
  void raceFailsAsTheFirstDoes() {
    CompletionStage<String> race = race(first, second);
    IOException failure = new IOException("first in time");

    second.completeExceptionally(failure);

    assertThat(failure(race)).isSameAs(failure).hasNoSuppressedExceptions();
    assertThat(first).isCancelled();
  }

  @Test
  void raceOfWhatIsDoneHasTheFirstInOrder() {
    assertThat(race(first, completedFuture("b"), completedFuture("c"))).isCompletedWithValue("b");
  }

  @Test
  void raceWaitsUntilTheLosersHaveCleanedUp() {
    CompletionStage<String> race = race(first, cleansUp(second, cleaning));

    first.complete("first");
    assertThat(race.toCompletableFuture()).isNotDone();

    cleaning.complete(null);
    assertThat(race).isCompletedWithValue("first");
  }

  @Test
  void failureOfALoserIsASuppressedOneOfTheWinner() {
    CompletableFuture<Void> cleaningFails = new CompletableFuture<>();
    CompletionStage<String> race = race(first, cleansUp(second, cleaningFails));
    IOException lost = new IOException("of the first");
    IOException cleanup = new IOException("while cleaning up");

    first.completeExceptionally(lost);
    cleaningFails.completeExceptionally(cleanup);

    assertThat(failure(race)).isSameAs(lost).hasSuppressedException(cleanup);
  }

  @Test
  void cancellingARaceCancelsAllAndWaitsForThem() {
    CompletionStage<String> race = race(first, cleansUp(second, cleaning));

    race.toCompletableFuture().cancel(true);
    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
    assertThat(race.toCompletableFuture()).isNotDone();

    cleaning.complete(null);
    assertThat(race.toCompletableFuture()).isCancelled();
  }

  @Test
  void asksALoserToEndOnlyOnce() {
    CompletionStage<String> race = race(first, cleansUp(second, cleaning));
    first.complete("first");

    race.toCompletableFuture().cancel(true);

    assertThat(cleaning).isNotDone();
    cleaning.complete(null);
    assertThat(race).isCompletedWithValue("first");
  }

  /** A source that has handed over its value before it could be cancelled. */
  private static final class Lock extends LinkedFuture<String> {
    private boolean givenBack;

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      complete("handed over");
      return false;
    }

    @Override
    public void discard() {
      givenBack = true;
    }
  }

  @Test
  void whatALoserHasGotGoesBack() {
    Lock lock = new Lock();
    CompletionStage<String> race = race(first, lock);

    first.complete("first");

    assertThat(race).isCompletedWithValue("first");
    assertThat(lock.givenBack).isTrue();
  }

  @Test
  void whatTheWinnerHasGotIsKept() {
    Lock lock = new Lock();
    CompletionStage<String> race = race(first, lock);

    lock.complete("taken");

    assertThat(race).isCompletedWithValue("taken");
    assertThat(lock.givenBack).isFalse();
  }

  @Test
  void anyPassesOverFailures() {
    CompletionStage<String> any = any(first, second, failedFuture(new IOException("third")));

    first.completeExceptionally(new IOException("first"));
    assertThat(any.toCompletableFuture()).isNotDone();

    second.complete("second");
    assertThat(any).isCompletedWithValue("second");
  }

  @Test
  void anyFailsWithAllFailuresIfThereIsNoValue() {
    CompletionStage<String> any = any(first, second);
    IOException failedFirst = new IOException("first in order");
    IOException failedSecond = new IOException("first in time");

    second.completeExceptionally(failedSecond);
    first.completeExceptionally(failedFirst);

    assertThat(failure(any)).isSameAs(failedFirst).hasSuppressedException(failedSecond);
  }

  @Test
  void anyCancelsTheOthersAndWaitsForThem() {
    CompletionStage<String> any = any(first, cleansUp(second, cleaning));

    first.complete("first");
    assertThat(second).isCancelled();
    assertThat(any.toCompletableFuture()).isNotDone();

    cleaning.complete(null);
    assertThat(any).isCompletedWithValue("first");
  }

  @Test
  void cancelledAnyIsCancelled() {
    CompletionStage<String> any = any(first, second);

    any.toCompletableFuture().cancel(true);

    assertThat(failure(any)).isInstanceOf(CancellationException.class);
  }

  @Test
  void rejectsNoStage() {
    assertThatThrownBy(() -> race(List.<CompletionStage<String>>of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there must be a stage");
    assertThatThrownBy(() -> any(List.<CompletionStage<String>>of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsNullAmongTheStages() {
    List<CompletionStage<String>> withNull = new ArrayList<>();
    withNull.add(first);
    withNull.add(null);

    assertThatThrownBy(() -> race(withNull)).isInstanceOf(NullPointerException.class);
  }

  @Coroutine
  private static CompletionStage<String> raceOnLoop() {
    String fast = await(race(after(20, "slow"), after(1, "fast")));
    String any = await(any(failedFuture(new IOException("no")), after(1, "any")));
    return completedFuture(fast + any);
  }

  @Coroutine
  private static CompletionStage<String> after(int millis, String value) {
    await(delay(Duration.ofMillis(millis)));
    return completedFuture(value);
  }

  @Test
  void racesCoroutinesOfOneLoop() {
    assertThat(EventLoop.run(RaceTest::raceOnLoop)).isEqualTo("fastany");
  }
}
