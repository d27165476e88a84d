package dev.coriolis.testing;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.launch;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.sync.Barrier;
import dev.coriolis.sync.Channel;
import dev.coriolis.sync.ChannelIterator;
import dev.coriolis.sync.Mutex;
import dev.coriolis.sync.Queue;
import dev.coriolis.sync.RateLimiter;
import dev.coriolis.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.RepeatedTest;

/** Locks and queues where time passes at once, and where the order is drawn by lot. */
class SyncOnVirtualTimeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final List<Object> log = new ArrayList<>();

  @CoroutineTest(TestLoop.VIRTUAL_TIME)
  void rateLimiterGoesByTheClockOfItsLoop(VirtualTimeLoop loop) {
    RateLimiter limiter = RateLimiter.of(4, HOUR, 2);
    for (int i = 0; i < 5; i++) {
      await(limiter.acquire());
      log.add(loop.now().toMinutes());
    }
    await(delay(Duration.ofHours(10)));

    assertThat(log).containsExactly(0L, 0L, 15L, 30L, 45L);
    assertThat(limiter.tryAcquire(2)).isTrue();
    assertThat(limiter.tryAcquire()).isFalse();
  }

  @Coroutine
  private CompletionStage<Void> hold(Mutex mutex, Duration duration, VirtualTimeLoop loop) {
    try (Mutex.Lock held = await(mutex.lock())) {
      log.add(loop.now().toHours());
      await(delay(duration));
      held.unlock();
    }
    return done();
  }

  @CoroutineTest(TestLoop.VIRTUAL_TIME)
  void callerThatTimesOutLeavesTheLockToTheOthers(VirtualTimeLoop loop) {
    Mutex mutex = new Mutex();
    CompletionStage<Void> first = hold(mutex, HOUR.multipliedBy(3), loop);
    CompletableFuture<Void> impatient = hold(mutex, HOUR, loop).toCompletableFuture();
    CompletionStage<Void> third = hold(mutex, HOUR, loop);

    await(delay(HOUR));
    impatient.cancel(true);
    await(all(first, third));

    assertThat(impatient).isCancelled();
    assertThat(log).containsExactly(0L, 3L);
    assertThat(loop.now()).isEqualTo(HOUR.multipliedBy(4));
    assertThat(mutex.isLocked()).isFalse();
  }

  @Coroutine
  private static CompletionStage<Integer> consume(Channel<Integer> channel) {
    int sum = 0;
    ChannelIterator<Integer> elements = channel.iterator();
    while (await(elements.hasNext())) {
      sum += elements.next();
      await(delay(Duration.ofSeconds(1)));
    }
    return completedFuture(sum);
  }

  @Coroutine
  private static CompletionStage<Integer> produce(Channel<Integer> channel, int count) {
    int sent = 0;
    try {
      for (int i = 1; i <= count; i++) {
        await(channel.send(i));
        sent += i;
      }
    } catch (CancellationException e) {
      // What it was about to send, it has not.
    }
    return completedFuture(sent);
  }

  @RepeatedTest(50)
  @CoroutineTest(TestLoop.SHUFFLED)
  @Coroutine
  void whatWasSentIsReceivedWhoeverIsCancelled() {
    Channel<Integer> channel = Channel.buffered(2);
    CompletionStage<List<Integer>> received = all(consume(channel), consume(channel));
    CompletableFuture<Integer> patient = launch(() -> produce(channel, 20));
    CompletableFuture<Integer> cancelled = launch(() -> produce(channel, 1000));
    await(delay(Duration.ofMillis(5500)));
    cancelled.cancel(true);
    int sent = await(patient) + await(cancelled);
    channel.close();

    assertThat(await(received).stream().mapToInt(Integer::intValue).sum()).isEqualTo(sent);
  }

  private int inside;
  private int most;

  @Coroutine
  private CompletionStage<Void> work() {
    most = Math.max(most, ++inside);
    try {
      await(delay(Duration.ofSeconds(1)));
    } finally {
      inside--;
    }
    return done();
  }

  @RepeatedTest(50)
  @CoroutineTest(TestLoop.SHUFFLED)
  @Coroutine
  void permitsComeBackFromWhoeverIsCancelled() {
    Semaphore semaphore = Semaphore.bounded(2);
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      workers.add(launch(() -> semaphore.withPermit(this::work)));
    }
    await(delay(Duration.ofMillis(1500)));
    for (int i = 0; i < 10; i += 2) {
      workers.get(i).cancel(true);
    }
    for (int i = 1; i < 10; i += 2) {
      await(workers.get(i));
    }
    await(delay(HOUR));

    assertThat(most).isLessThanOrEqualTo(2);
    assertThat(semaphore.available()).isEqualTo(2);
  }

  @Coroutine
  private static CompletionStage<Void> worker(Queue<Integer> queue, List<Object> done) {
    while (true) {
      int job = await(queue.get());
      await(delay(Duration.ofSeconds(job)));
      done.add(job);
      queue.taskDone();
    }
  }

  @RepeatedTest(20)
  @CoroutineTest(TestLoop.SHUFFLED)
  @Coroutine
  void joinWaitsForAllJobs() {
    Queue<Integer> queue = Queue.priority(3, Integer::intValue);
    List<CompletableFuture<Void>> workers =
        List.of(launch(() -> worker(queue, log)), launch(() -> worker(queue, log)));
    for (int i = 0; i < 10; i++) {
      await(queue.put(i));
    }
    await(queue.join());

    assertThat(log).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    workers.forEach(worker -> worker.cancel(true));
  }

  @Coroutine
  private CompletionStage<Void> rounds(Barrier barrier, int pace) {
    for (int round = 0; round < 5; round++) {
      await(delay(Duration.ofSeconds(pace)));
      log.add(round);
      await(barrier.arrive());
    }
    return done();
  }

  @RepeatedTest(20)
  @CoroutineTest(TestLoop.SHUFFLED)
  @Coroutine
  void nobodyIsARoundAhead() {
    Barrier barrier = new Barrier(3);
    await(all(rounds(barrier, 1), rounds(barrier, 2), rounds(barrier, 7)));

    assertThat(log).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
  }
}
