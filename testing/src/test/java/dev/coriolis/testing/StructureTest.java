package dev.coriolis.testing;

import static dev.coriolis.Coroutines.any;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.each;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.Deadline;
import dev.coriolis.Scope;
import dev.coriolis.UncaughtHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes, deadlines and combined stages on a clock that a test moves. */
@Timeout(120)
class StructureTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTimeLoop loop = VirtualTimeLoop.create();

  @AfterEach
  void restoreHandler() {
    UncaughtHandler.setDefault(null);
  }

  @Coroutine
  private static CompletionStage<Duration> looksAfterHalf() {
    try (Scope scope = Scope.open(HOUR)) {
      await(delay(HOUR.dividedBy(2)));
      return completedFuture(await(scope.fork(() -> completedFuture(Deadline.remaining()))));
    }
  }

  @Test
  void deadlineGoesByTheClockOfTheLoop() {
    assertThat(loop.run(StructureTest::looksAfterHalf)).isEqualTo(HOUR.dividedBy(2));
  }

  @Coroutine
  private static CompletionStage<Void> tooLong() {
    try (Scope scope = Scope.open(HOUR)) {
      scope.fork(() -> delay(HOUR.multipliedBy(3)));
      await(scope.join());
    }
    return delay(HOUR);
  }

  @Test
  void scopeEndsWhenItsTimeIsOver() {
    assertThatThrownBy(() -> loop.run(StructureTest::tooLong))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("timed out after 1h");
    assertThat(loop.now()).isEqualTo(HOUR);
  }

  @Test
  void loserOfARaceKeepsNoTimer() {
    loop.run(() -> race(delay(Duration.ofSeconds(1)), delay(HOUR)));
    loop.run(() -> timeout(HOUR, delay(Duration.ofSeconds(1))));

    assertThat(loop.now()).isEqualTo(Duration.ofSeconds(2));
  }

  /** Random programs of nested scopes, timeouts, races and failures. */
  private static final class RandomWork {
    private final Random random;
    private int running;

    RandomWork(long seed) {
      random = new Random(seed);
    }

    private Duration someTime() {
      return Duration.ofMillis(random.nextInt(20));
    }

    @Coroutine
    CompletionStage<Integer> run(int depth) {
      running++;
      try {
        return completedFuture(await(step(depth)));
      } finally {
        try {
          await(delay(someTime()));
        } finally {
          running--;
        }
      }
    }

    private CompletionStage<Integer> step(int depth) {
      int kind = random.nextInt(depth == 0 ? 3 : 9);
      return switch (kind) {
        case 0 -> leaf();
        case 1 -> CompletableFuture.failedFuture(new IOException("at once"));
        case 2 -> completedFuture(1);
        case 3 -> timeout(someTime(), () -> run(depth - 1));
        case 4 -> race(run(depth - 1), run(depth - 1));
        case 5 -> any(run(depth - 1), run(depth - 1), completedFuture(1));
        case 6 -> runsEach(depth);
        default -> scope(depth);
      };
    }

    @Coroutine
    private CompletionStage<Integer> runsEach(int depth) {
      return completedFuture(
          await(each(List.of(1, 2, 3), 2, item -> run(depth - 1))).size());
    }

    @Coroutine
    private CompletionStage<Integer> leaf() {
      await(delay(someTime()));
      if (random.nextInt(4) == 0) {
        return CompletableFuture.failedFuture(new IOException("after a while"));
      }
      return completedFuture(1);
    }

    @Coroutine
    private CompletionStage<Integer> scope(int depth) {
      int before = running;
      List<CompletableFuture<Integer>> children = new ArrayList<>();
      Scope opened = random.nextBoolean() ? Scope.open(someTime()) : Scope.open();
      try (Scope scope = opened) {
        for (int i = 0; i < 3; i++) {
          children.add(scope.fork(() -> run(depth - 1)));
        }
        if (random.nextInt(3) == 0) {
          children.get(0).cancel(true);
        }
        switch (random.nextInt(3)) {
          case 0 -> await(scope.join());
          case 1 -> await(scope.joinAll());
          default -> await(delay(someTime()));
        }
      } finally {
        assertThat(children).allMatch(CompletableFuture::isDone);
      }
      return completedFuture(running - before);
    }
  }

  @Coroutine
  private static CompletionStage<String> cancelledSometime(RandomWork work) {
    CompletableFuture<Integer> run = work.run(4).toCompletableFuture();
    try {
      await(race(run, delay(work.someTime().multipliedBy(5))));
    } catch (Exception e) {
      return completedFuture("failed");
    }
    return completedFuture("ended");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingOutlivesRandomPrograms(long seed) {
    List<String> lost = new CopyOnWriteArrayList<>();
    UncaughtHandler.setDefault((what, failure) -> lost.add(what + ": " + failure));
    for (long i = 0; i < 200; i++) {
      RandomWork work = new RandomWork(1000 * seed + i);
      VirtualTimeLoop shuffled = VirtualTimeLoop.shuffled(seed);

      shuffled.run(() -> cancelledSometime(work));
      // A stage that has lost a race was asked to end, which takes its time.
      shuffled.advance(HOUR);

      assertThat(work.running).as("program " + i).isZero();
    }
    assertThat(lost).allMatch(what -> what.startsWith("a stage that lost a race: "));
  }
}
