package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventTest {
  private final Event event = new Event();

  private CompletableFuture<Void> whenSet() {
    return event.whenSet().toCompletableFuture();
  }

  @Test
  void newEventIsNotSet() {
    assertThat(event.isSet()).isFalse();
    assertThat(whenSet()).isNotDone();
  }

  @Test
  void setLetsEverybodyGoOn() {
    List<CompletableFuture<Void>> callers =
        IntStream.range(0, 5).mapToObj(i -> whenSet()).toList();

    event.set();

    assertThat(event.isSet()).isTrue();
    assertThat(callers).allMatch(CompletableFuture::isDone);
  }

  @Test
  void setTwiceIsSetOnce() {
    event.set();
    event.set();

    assertThat(event.isSet()).isTrue();
    event.clear();
    assertThat(event.isSet()).isFalse();
  }

  @Test
  void nobodyWaitsForAnEventThatIsSet() {
    event.set();

    assertThat(whenSet()).isCompleted();
    assertThat(event.whenSet()).isSameAs(event.whenSet());
  }

  @Test
  void stageThatIsSharedCannotBeChangedByAnybody() {
    event.set();

    assertThat(whenSet().cancel(true)).isFalse();
    assertThatThrownBy(() -> whenSet().obtrudeException(new IllegalStateException("mine")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> whenSet().obtrudeValue(null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(whenSet()).isCompletedWithValue(null);
  }

  @Test
  void clearMakesCallersWaitAgain() {
    event.set();
    event.clear();
    CompletableFuture<Void> caller = whenSet();
    assertThat(caller).isNotDone();

    event.set();

    assertThat(caller).isCompleted();
  }

  @Test
  void clearDoesNotHoldBackThoseWhoWaitedWhenItWasSet() {
    List<String> log = new ArrayList<>();
    event.whenSet().thenRun(() -> {
      event.clear();
      log.add("cleared");
      event.whenSet().thenRun(() -> log.add("waited again"));
    });
    event.whenSet().thenRun(() -> log.add("second"));

    event.set();
    assertThat(log).containsExactly("cleared", "second");

    event.set();
    assertThat(log).containsExactly("cleared", "second", "waited again");
  }

  @Test
  void waitAndClearAndSet() {
    CompletableFuture<Void> caller = whenSet();
    event.clear();
    assertThat(caller).isNotDone();

    event.set();

    assertThat(caller).isCompleted();
  }

  @Test
  void cancelledCallerLeaves() {
    CompletableFuture<Void> cancelled = whenSet();
    CompletableFuture<Void> other = whenSet();

    assertThat(cancelled.cancel(true)).isTrue();
    event.set();

    assertThat(cancelled).isCancelled();
    assertThat(other).isCompleted();
  }

  @Test
  void callerThatTimesOutLeaves() {
    CompletableFuture<Void> timedOut = whenSet().orTimeout(1, TimeUnit.MILLISECONDS);

    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);
    event.set();

    assertThat(timedOut).isCompletedExceptionally();
  }

  @Test
  void setBeforeTheTimeoutIsInTime() {
    CompletableFuture<Void> caller = whenSet().orTimeout(1, TimeUnit.HOURS);

    event.set();

    assertThat(caller).isCompleted();
  }

  @Coroutine
  private CompletionStage<Void> logs(List<String> log, String name) {
    await(event.whenSet());
    log.add(name);
    return done();
  }

  @Test
  void coroutinesGoOnInTheOrderInWhichTheyCame() {
    List<String> log = new ArrayList<>();
    List<CompletionStage<Void>> runs = List.of(logs(log, "a"), logs(log, "b"), logs(log, "c"));

    event.set();

    assertThat(runs).allMatch(run -> run.toCompletableFuture().isDone());
    assertThat(log).containsExactly("a", "b", "c");
  }
}
