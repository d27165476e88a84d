package dev.coriolis.sync;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.on;
import static dev.coriolis.Coroutines.select;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races stages of locks and channels against others: what a loser has got is not lost. */
@Timeout(120)
class SelectOverChannelsTest {
  private static final int ELEMENTS = 5_000;

  @Test
  void loserThatHadAnElementAlreadyGivesItBack() {
    Channel<Integer> first = Channel.buffered(1);
    Queue<Integer> second = Queue.bounded(1);
    first.trySend(1);
    second.tryPut(2);

    assertThat(select(on(first.receive(), a -> a), on(second.get(), b -> b)))
        .isCompletedWithValue(1);

    assertThat(first.tryReceive()).isEmpty();
    assertThat(second.tryGet()).contains(2);
  }

  @Test
  void loserThatWaitsTakesNothing() {
    Channel<Integer> first = Channel.rendezvous();
    Channel<Integer> second = Channel.rendezvous();
    CompletionStage<Integer> selected =
        select(on(first.receive(), a -> a), on(second.receive(), b -> b));

    assertThat(second.trySend(2)).isTrue();

    assertThat(selected).isCompletedWithValue(2);
    assertThat(first.trySend(1)).isFalse();
  }

  @Test
  void loserThatHadALockGivesItBack() {
    Mutex first = new Mutex();
    Mutex second = new Mutex();
    Mutex third = new Mutex();
    Semaphore fourth = new Semaphore(1);

    CompletionStage<Object> selected = select(
        on(first.lock(), lock -> lock),
        on(second.lock(), lock -> lock),
        on(new Condition().until(third, () -> true), lock -> lock),
        on(fourth.acquire(), permit -> permit));

    assertThat(selected).isCompleted();
    assertThat(first.isLocked()).isTrue();
    assertThat(second.isLocked()).isFalse();
    assertThat(third.isLocked()).isFalse();
    assertThat(fourth.available()).isEqualTo(1);
  }

  @Test
  void cancelledAllGivesBackWhatItHas() {
    Mutex first = new Mutex();
    Mutex second = new Mutex();
    Channel<Integer> channel = Channel.buffered(1);
    channel.trySend(1);
    Mutex.Lock held = second.tryLock().orElseThrow();
    CompletionStage<List<Object>> all = all(first.lock(), second.lock(), channel.receive());

    all.toCompletableFuture().cancel(true);

    assertThat(all.toCompletableFuture()).isCancelled();
    assertThat(first.isLocked()).isFalse();
    assertThat(channel.tryReceive()).contains(1);
    held.unlock();
    assertThat(second.isLocked()).isFalse();
  }

  @Coroutine
  private static CompletionStage<Void> send(Channel<Integer> channel, int first) {
    for (int i = first; i < 2 * ELEMENTS; i += 2) {
      await(channel.send(i));
    }
    return done();
  }

  @Coroutine
  private static CompletionStage<List<Integer>> receive(
      Channel<Integer> even, Channel<Integer> odd) {
    List<Integer> received = new ArrayList<>();
    while (received.size() < 2 * ELEMENTS) {
      received.add(await(select(on(even.receive(), a -> a), on(odd.receive(), b -> b))));
    }
    return completedFuture(received);
  }

  @Coroutine
  private static CompletionStage<List<Integer>> receiveByIterator(
      Channel<Integer> even, Channel<Integer> odd) {
    List<Integer> received = new ArrayList<>();
    ChannelIterator<Integer> evens = even.iterator();
    ChannelIterator<Integer> odds = odd.iterator();
    while (received.size() < 2 * ELEMENTS) {
      ChannelIterator<Integer> ready =
          await(select(on(evens.hasNext(), a -> evens), on(odds.hasNext(), b -> odds)));
      received.add(ready.next());
    }
    return completedFuture(received);
  }

  /** Receives by way of timeouts that are over at any moment. */
  @Coroutine
  private static CompletionStage<List<Integer>> receiveInTime(
      Channel<Integer> even, Channel<Integer> odd) {
    List<Integer> received = new ArrayList<>();
    for (int i = 0; received.size() < 2 * ELEMENTS; i++) {
      Channel<Integer> channel = i % 2 == 0 ? even : odd;
      try {
        received.add(await(
            timeout(Duration.ofNanos(i % 20_000), channel.receive()), TimeoutException.class));
      } catch (TimeoutException e) {
        // Then the other one, and this one later.
      }
    }
    return completedFuture(received);
  }

  /** How the elements of two channels are received by one coroutine. */
  private interface Receiver {
    CompletionStage<List<Integer>> receive(Channel<Integer> even, Channel<Integer> odd);
  }

  private static List<Integer> receivedBy(Receiver receiver) throws Exception {
    Channel<Integer> even = Channel.rendezvous();
    Channel<Integer> odd = Channel.buffered(3);
    try (EventLoop first = EventLoop.create("first");
        EventLoop second = EventLoop.create("second")) {
      CompletableFuture<Void> evens = first.launch(() -> send(even, 0));
      CompletableFuture<Void> odds = second.launch(() -> send(odd, 1));
      CompletableFuture<List<Integer>> received = first.launch(() -> receiver.receive(even, odd));
      evens.get(60, TimeUnit.SECONDS);
      odds.get(60, TimeUnit.SECONDS);
      return received.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void everyElementArrivesOnceThroughSelect() throws Exception {
    List<Integer> received = receivedBy(SelectOverChannelsTest::receive);

    assertThat(received).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
  }

  @Test
  void everyElementArrivesOnceThroughSelectOfIterators() throws Exception {
    List<Integer> received = receivedBy(SelectOverChannelsTest::receiveByIterator);

    assertThat(received).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
  }

  @Test
  void everyElementArrivesOnceThroughTimeouts() throws Exception {
    List<Integer> received = receivedBy(SelectOverChannelsTest::receiveInTime);

    assertThat(received).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
  }
}
