package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets each of very many callers let the next one go on: no stack holds so many calls. */
@Timeout(120)
class ChainTest {
  private static final int VERY_MANY = 1_000_000;
  private static final int MANY = 100_000;

  private int served;

  private static int callers(Waits waits) {
    return waits.name().equals("lock") ? VERY_MANY : MANY;
  }

  static Waits[] chains() {
    return Waits.chains();
  }

  @ParameterizedTest
  @MethodSource("chains")
  void callbacksDoNotOverflowTheStack(Waits waits) {
    for (int i = 0; i < callers(waits); i++) {
      waits.waiting().thenAccept(got -> {
        served++;
        waits.release().accept(got);
      });
    }

    waits.release().accept(null);

    assertThat(served).isEqualTo(callers(waits));
  }

  @Coroutine
  private CompletionStage<Void> link(Waits waits) {
    Object got = await(waits.begin().get());
    served++;
    waits.release().accept(got);
    return done();
  }

  @ParameterizedTest
  @MethodSource("chains")
  void coroutinesWithoutALoopDoNotOverflowTheStack(Waits waits) {
    CompletionStage<Void> last = null;
    for (int i = 0; i < callers(waits); i++) {
      last = link(waits);
    }

    waits.release().accept(null);

    assertThat(last).isCompleted();
    assertThat(served).isEqualTo(callers(waits));
  }

  @Coroutine
  private CompletionStage<Integer> startAll(Waits waits) {
    CompletionStage<Void> last = done();
    for (int i = 0; i < callers(waits); i++) {
      last = link(waits);
    }
    waits.release().accept(null);
    await(last);
    return completedFuture(served);
  }

  @ParameterizedTest
  @MethodSource("chains")
  void coroutinesOfALoopDoNotOverflowTheStack(Waits waits) {
    assertThat(EventLoop.run(() -> startAll(waits))).isEqualTo(callers(waits));
  }

  @Coroutine
  private static CompletionStage<Void> lockAtAnyCost(Mutex mutex) {
    try {
      await(mutex.lock()).unlock();
    } finally {
      await(mutex.lock()).unlock();
    }
    return done();
  }

  private static CompletionStage<List<CompletionStage<Void>>> lockManyTimes(Mutex mutex) {
    return completedFuture(
        Stream.generate(() -> lockAtAnyCost(mutex)).limit(MANY).toList());
  }

  @Test
  void coroutinesOfAClosedLoopDoNotOverflowTheStack() {
    Mutex mutex = new Mutex();
    Mutex.Lock first = mutex.tryLock().orElseThrow();
    EventLoop loop = EventLoop.create(LoopOptions.builder()
        .closeGrace(Duration.ofMillis(1))
        .uncaughtHandler((what, failure) -> {})
        .build());
    loop.launch(() -> lockManyTimes(mutex)).join();
    loop.close();

    first.unlock();

    assertThat(mutex.tryLock()).isPresent();
  }

  @Coroutine
  private static CompletionStage<Void> forward(Channel<Integer> from, Channel<Integer> to) {
    await(to.send(await(from.receive()) + 1));
    return done();
  }

  @Test
  void pipelineOfManyChannelsDoesNotOverflowTheStack() {
    Channel<Integer> first = Channel.rendezvous();
    Channel<Integer> last = first;
    List<CompletionStage<Void>> runs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Channel<Integer> next = Channel.rendezvous();
      runs.add(forward(last, next));
      last = next;
    }
    CompletionStage<Integer> result = last.receive();

    first.trySend(0);

    assertThat(result).isCompletedWithValue(MANY);
    assertThat(runs).allMatch(run -> run.toCompletableFuture().isDone());
  }

  @Test
  void oneWhoGoesOnMayBlockUntilTheNextOneHasGoneOn() {
    Semaphore semaphore = new Semaphore(0);
    CountDownLatch gone = new CountDownLatch(1);
    List<Boolean> inTime = new ArrayList<>();
    semaphore.acquire().thenRun(() -> {
      semaphore.release();
      try {
        inTime.add(gone.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    semaphore.acquire().thenRun(gone::countDown);

    semaphore.release();

    assertThat(inTime).containsExactly(true);
  }
}
