package dev.coriolis;

import static dev.coriolis.Coroutines.any;
import static dev.coriolis.Coroutines.on;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.select;
import static dev.coriolis.Coroutines.shield;
import static dev.coriolis.Coroutines.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.LinkedFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lets two threads complete or cancel the parts of combined stages at the same time, many times. */
@Timeout(120)
class CombinedRaceTest {
  private static final int ROUNDS = 5_000;

  private final TwoThreads threads = new TwoThreads();

  @AfterEach
  void stopOtherThread() {
    threads.close();
  }

  private static Object end(CompletionStage<?> stage) throws Exception {
    return stage
        .<Object>handle((value, failure) -> failure == null ? value : failure)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** One of the things of which each that is handed over is used or given back. */
  private static final class Lock extends LinkedFuture<String> {
    private final AtomicInteger out;

    Lock(AtomicInteger out) {
      this.out = out;
    }

    void handOver() {
      out.incrementAndGet();
      if (!complete("lock")) {
        out.decrementAndGet();
      }
    }

    @Override
    public void discard() {
      out.decrementAndGet();
    }
  }

  @Test
  void ofTwoThatAreHandedOverAtOnceOneIsUsedAndTheOtherGivenBack() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      AtomicInteger out = new AtomicInteger();
      Lock first = new Lock(out);
      Lock second = new Lock(out);
      CompletionStage<String> race = select(on(first, value -> value), on(second, value -> value));

      threads.race(
          () -> {
            first.handOver();
            return true;
          },
          second::handOver);

      assertThat(end(race)).isEqualTo("lock");
      assertThat(out).hasValue(1);
    }
  }

  @Test
  void oneOfTwoThatCompleteAtOnceWins() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      CompletableFuture<Integer> second = new LinkedFuture<>();
      CompletionStage<Integer> one = i % 2 == 0 ? race(first, second) : any(first, second);

      threads.race(() -> first.complete(1), () -> second.complete(2));

      assertThat(end(one)).isIn(1, 2);
    }
  }

  @Test
  void cancellationAndCompletionDecideOnOneEnd() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> source = new LinkedFuture<>();
      CompletableFuture<Integer> limited = timeout(Duration.ofHours(1), race(source));
      CompletableFuture<Integer> shielded = shield(source);

      threads.race(() -> limited.cancel(true), () -> source.complete(1));

      assertThat(end(shielded)).isInstanceOfAny(Integer.class, CancellationException.class);
      assertThat(end(limited)).isInstanceOfAny(Integer.class, CancellationException.class);
    }
  }

  @Test
  void theEndOfTheTimeAndAFailureDecideOnOneEnd() throws Exception {
    for (int i = 0; i < ROUNDS / 10; i++) {
      CompletableFuture<Integer> source = new CompletableFuture<>();
      CompletableFuture<Integer> limited = timeout(Duration.ofNanos(i * 1000L), source);

      source.completeExceptionally(new IOException("at the same time"));

      assertThat(end(limited))
          .isInstanceOfAny(IOException.class, java.util.concurrent.TimeoutException.class);
    }
  }
}
