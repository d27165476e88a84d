package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.launch;
import static dev.coriolis.Coroutines.timeout;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaunchTest {
  private static final CoroutineLocal<String> NAME = CoroutineLocal.create();

  @Test
  void launchedCoroutineGoesOnBesideItsCaller() {
    List<String> log = new ArrayList<>();

    EventLoop.run(() -> launchesAndGoesOn(log));

    assertThat(log).containsExactly("a0", "caller", "a1", "a2", "caller is back");
  }

  @Coroutine
  private static CompletionStage<Void> launchesAndGoesOn(List<String> log) {
    CompletableFuture<Void> launched = launch(() -> steps("a", log));
    log.add("caller");
    await(launched);
    log.add("caller is back");
    return done();
  }

  @Coroutine
  private static CompletionStage<Void> steps(String name, List<String> log) {
    for (int i = 0; i < 3; i++) {
      log.add(name + i);
      await(yieldNow());
    }
    return done();
  }

  @Test
  void whatIsLaunchedHasTheValuesOfItsCallerButNotItsDeadline() throws Exception {
    Callable<CompletionStage<String>> timed =
        () -> NAME.where("Ann", () -> timeout(Duration.ofHours(1), LaunchTest::callsAndLaunches));

    assertThat(EventLoop.run(timed)).isEqualTo("Ann true, Ann false");
    assertThat(timed.call().toCompletableFuture().get(30, TimeUnit.SECONDS))
        .as("outside of a loop")
        .isEqualTo("Ann true, Ann false");
  }

  @Coroutine
  private static CompletionStage<String> callsAndLaunches() {
    return completedFuture(
        await(nameAndDeadline()) + ", " + await(launch(LaunchTest::nameAndDeadline)));
  }

  @Coroutine
  private static CompletionStage<String> nameAndDeadline() {
    await(delay(Duration.ofMillis(1)));
    return completedFuture(NAME.get() + " " + Deadline.current().isPresent());
  }

  @Test
  void endOfTheLoopCancelsWhatWasLaunched() {
    List<String> log = new ArrayList<>();

    CompletableFuture<Void> launched = EventLoop.run(() -> {
      CompletableFuture<Void> stage = launch(() -> waits(log));
      return completedFuture(stage);
    });

    assertThat(launched).isCancelled();
    assertThat(log).containsExactly("finally");
  }

  @Coroutine
  private static CompletionStage<Void> waits(List<String> log) {
    try {
      return completedFuture(await(new LinkedFuture<>()));
    } finally {
      log.add("finally");
    }
  }

  @Test
  void outsideOfALoopItIsACall() throws Exception {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> stage = launch(() -> waits(log));

    stage.cancel(true);

    assertThat(log).containsExactly("finally");
    assertThat(stage).isCancelled();
  }

  @Test
  void whateverIsThrownFailsTheStage() {
    IOException failure = new IOException("disk full");

    assertThatThrownBy(() -> launch(() -> {
              throw failure;
            })
            .get(30, TimeUnit.SECONDS))
        .cause()
        .isSameAs(failure);
    assertThatThrownBy(() -> launch(() -> null).get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(NullPointerException.class);
  }
}
