package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.coriolis.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellationTest {
  private final RecordedFailures failures = new RecordedFailures();
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> source = new CompletableFuture<>();
  private final CompletableFuture<String> cleaning = new CompletableFuture<>();

  @Coroutine
  private CompletionStage<String> cleansUp() {
    try {
      return completedFuture(await(source));
    } catch (Exception e) {
      log.add(e.getClass().getSimpleName());
      throw e;
    } finally {
      log.add(await(cleaning));
    }
  }

  private Frame<String> start() throws Exception {
    return (Frame<String>) failures.call(this::cleansUp);
  }

  @Test
  void secondCancelDoesNotDisturbCleaningUp() throws Exception {
    Frame<String> run = start();

    assertThat(run.cancel(true)).isTrue();
    assertThat(run.cancel(true)).isTrue();
    assertThat(cleaning).isNotDone();
    cleaning.complete("cleaned");

    assertThat(log).containsExactly("CancellationException", "cleaned");
    assertThat(run).isCancelled();
    assertThat(failures.reported()).isEmpty();
  }

  @Coroutine
  private CompletionStage<String> passesOn(CompletionStage<String> stage) {
    String value = await(stage);
    log.add("went on");
    return completedFuture(value);
  }

  @Test
  void failureToCleanUpIsNotLost() throws Exception {
    Frame<String> run = (Frame<String>) failures.call(() -> passesOn(cleansUp()));

    run.cancel(true);
    cleaning.completeExceptionally(new IOException("not cleaned"));

    assertThat(run).isCancelled();
    assertThat(log).containsExactly("CancellationException");
    assertThat(failures.reported()).containsExactly("the coroutine was cancelled");
    assertThat(Frames.failure(run).getSuppressed()).singleElement().isInstanceOf(IOException.class);
  }

  @Coroutine
  private CompletionStage<String> cancelsItself(CompletableFuture<CompletableFuture<?>> self) {
    log.add(await(source));
    await(self).cancel(true);
    log.add("goes on");
    log.add(await(cleaning));
    return completedFuture("not reached");
  }

  @Test
  void runThatIsNotSuspendedIsCancelledAtItsNextSuspension() {
    CompletableFuture<CompletableFuture<?>> self = new CompletableFuture<>();
    CompletableFuture<String> run = cancelsItself(self).toCompletableFuture();
    self.complete(run);

    source.complete("began");

    assertThat(run).isCancelled();
    assertThat(cleaning).isCancelled();
    assertThat(log).containsExactly("began", "goes on");
  }

  @Test
  void completionFromOutsideEndsTheBody() throws Exception {
    Frame<String> run = start();

    assertThat(run.complete("decided")).isTrue();

    assertThat(run).isCompletedWithValue("decided");
    assertThat(source).isCancelled();
    assertThat(log).containsExactly("CancellationException");
    cleaning.complete("cleaned");
    assertThat(log).endsWith("cleaned");
    assertThat(run).isCompletedWithValue("decided");
    assertThat(failures.reported()).isEmpty();
  }

  @Test
  void failureOfBodyWhoseResultWasDecidedIsReportedAtOnce() throws Exception {
    Frame<String> run = start();
    run.completeExceptionally(new IllegalStateException("decided"));
    run.see();

    cleaning.completeExceptionally(new IOException("not cleaned"));

    assertThat(failures.reported()).containsExactly("not cleaned");
    assertThat(run.exceptionNow()).hasMessage("decided");
  }

  @Test
  void completionFromOutsideWakesWhoAwaits() throws Exception {
    Frame<String> run = start();
    CompletionStage<String> outer = passesOn(run);

    run.complete("decided");

    assertThat(outer).isCompletedWithValue("decided");
  }

  @Test
  void timeoutOfTheJdkEndsTheBody() throws Exception {
    Frame<String> run = start();
    cleaning.complete("cleaned");

    run.orTimeout(1, TimeUnit.MILLISECONDS);

    assertThat(catchThrowable(run::get)).hasCauseInstanceOf(TimeoutException.class);
    assertThat(catchThrowable(source::join)).isInstanceOf(CancellationException.class);
  }

  @Test
  void completionFromOutsideComesTooLateAtTheEnd() throws Exception {
    Frame<String> run = start();
    cleaning.complete("cleaned");
    source.complete("value");

    assertThat(run.complete("late")).isFalse();
    assertThat(run).isCompletedWithValue("value");
  }

  @Test
  void stageThatCannotBeCancelledIsReportedAndAwaited() throws Exception {
    CompletableFuture<String> stubborn = new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterruptIfRunning) {
        throw new IllegalStateException("not me");
      }
    };
    CompletionStage<String> run = failures.call(() -> passesOn(stubborn));

    run.toCompletableFuture().cancel(true);

    assertThat(failures.reported()).containsExactly("not me");
    assertThat(run.toCompletableFuture()).isNotDone();
    stubborn.complete("at last");
    assertThat(run).isCompletedWithValue("at last");
  }

  @Coroutine
  private CompletionStage<String> survives(CompletionStage<String> stage) {
    try {
      await(stage, TimeoutException.class);
    } catch (TimeoutException e) {
      log.add(e.getMessage());
    }
    return completedFuture(await(cleaning));
  }

  @Test
  void interruptedBodyMayGoOnAndBeCancelledThen() {
    Frame<String> run = (Frame<String>) survives(source);

    assertThat(run.interrupt(new TimeoutException("time is over"))).isTrue();
    assertThat(log).containsExactly("time is over");
    assertThat(source).isCancelled();
    assertThat(run).isNotDone();

    run.cancel(true);
    assertThat(run).isCancelled();
  }

  /** A stage that ends when it is told to, and not when it is cancelled. */
  private static final class Slow extends CompletableFuture<String> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }

  @Test
  void reasonThatWasRevokedIsNotThrown() {
    Slow slow = new Slow();
    Frame<String> run = (Frame<String>) passesOn(slow);
    TimeoutException first = new TimeoutException("first");
    TimeoutException second = new TimeoutException("second");

    assertThat(run.interrupt(first)).isTrue();
    assertThat(run.revoke(second)).isFalse();
    assertThat(run.interrupt(second)).isTrue();
    assertThat(run.revoke(first)).isTrue();
    assertThat(run.revoke(first)).isFalse();
    slow.completeExceptionally(new IOException("failed meanwhile"));

    assertThat(run.exceptionNow())
        .isSameAs(second)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void reasonThatCameMeanwhileIsThrownAtTheNextAwait() {
    Slow slow = new Slow();
    Frame<String> run = (Frame<String>) survives(slow);

    run.interrupt(new TimeoutException("first"));
    run.interrupt(new TimeoutException("second"));
    slow.completeExceptionally(new CancellationException("given up"));

    assertThat(log).containsExactly("first");
    assertThat(run.exceptionNow()).hasMessage("second");
  }

  @Test
  void cancellationPrevailsOverReason() {
    Slow slow = new Slow();
    Frame<String> run = (Frame<String>) passesOn(slow);

    run.interrupt(new TimeoutException("first"));
    run.interrupt(new TimeoutException("second"));
    run.cancel(true);
    slow.completeExceptionally(new CancellationException("given up"));

    assertThat(run).isCancelled();
  }

  @Test
  void endedRunCannotBeInterrupted() {
    Frame<String> run = (Frame<String>) passesOn(source);
    source.complete("value");

    assertThat(run.interrupt(new TimeoutException())).isFalse();
    assertThat(run.cancel(true)).isFalse();
  }
}
