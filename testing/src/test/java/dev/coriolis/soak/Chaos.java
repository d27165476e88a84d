package dev.coriolis.soak;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one run of a scenario draws by lot. Used by one coroutine at a time. */
final class Chaos {
  private static final int MAX_PAUSE_MICROS = 3000;

  private final Random random;

  Chaos(Random random) {
    this.random = random;
  }

  /** The failure that scenarios mean to have; whatever else fails is a find. */
  static final class Wanted extends Exception {
    private static final long serialVersionUID = 1L;

    Wanted() {
      super("wanted", null, false, false);
    }
  }

  /** Returns true once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Returns a number from 1 to {@code max}. */
  int upTo(int max) {
    return 1 + random.nextInt(max);
  }

  Duration shortTime() {
    return Duration.ofNanos(1000L * random.nextInt(MAX_PAUSE_MICROS));
  }

  /** Returns other choices, for a coroutine that runs beside this one. */
  Chaos split() {
    return new Chaos(new Random(random.nextLong()));
  }

  /** Throws once in so many times. */
  void mayFail(int times) throws Wanted {
    if (oneIn(times)) {
      throw new Wanted();
    }
  }

  /** Waits in one of several ways, most of them short. */
  CompletionStage<?> pause() {
    return switch (random.nextInt(5)) {
      case 0 -> done();
      case 1 -> yieldNow();
      case 2 -> CompletableFuture.runAsync(() -> {});
      default -> delay(shortTime());
    };
  }

  /** Calls itself some levels deep, pauses, perhaps fails, and cleans up on the way out. */
  @Coroutine
  CompletionStage<Integer> nested(int depth) throws Wanted {
    try {
      if (depth > 0) {
        return completedFuture(await(nested(depth - 1)) + 1);
      }
      await(pause());
      mayFail(8);
      return completedFuture(0);
    } finally {
      if (oneIn(4)) {
        await(pause());
      }
    }
  }
}
