package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends from some threads to others, which give up at any moment: each element arrives once, in order. */
@Timeout(120)
class ChannelRaceTest {
  private static final int ELEMENTS = 20_000;

  @RegisterExtension
  final Racers racers = new Racers(4);

  static List<Channel<Integer>> channels() {
    return List.of(
        Channel.rendezvous(), Channel.buffered(1), Channel.buffered(16), Channel.unlimited());
  }

  private static boolean sometimes() {
    return ThreadLocalRandom.current().nextInt(4) == 0;
  }

  /** Asks again as long as it gives up in time. */
  private static <T> T persist(Supplier<CompletionStage<T>> asked) throws Exception {
    while (true) {
      CompletableFuture<T> stage = asked.get().toCompletableFuture();
      for (int i = ThreadLocalRandom.current().nextInt(50); i > 0 && !stage.isDone(); i--) {
        Thread.onSpinWait();
      }
      if (!sometimes() || !stage.cancel(true)) {
        return stage.get(60, TimeUnit.SECONDS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void eachElementArrivesOnceThoughBothSidesGiveUp(Channel<Integer> channel) throws Exception {
    ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();

    racers.run(thread -> {
      for (int i = 0; i < ELEMENTS; i++) {
        int element = i;
        if (thread < 2) {
          persist(() -> channel.send(2 * element + thread));
        } else {
          received.add(persist(channel::receive));
        }
      }
    });

    assertThat(received).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
    assertThat(channel.tryReceive()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("channels")
  void elementsOfOneSenderArriveInTheirOrder(Channel<Integer> channel) throws Exception {
    List<List<Integer>> received = List.of(new ArrayList<>(), new ArrayList<>());

    racers.run(thread -> {
      ChannelIterator<Integer> elements = channel.iterator();
      for (int i = 0; i < ELEMENTS; i++) {
        int element = i;
        if (thread < 2) {
          persist(() -> channel.send(2 * element + thread));
        } else {
          assertThat(persist(elements::hasNext)).isTrue();
          received.get(thread - 2).add(elements.next());
        }
      }
    });

    for (List<Integer> each : received) {
      for (int sender = 0; sender < 2; sender++) {
        int from = sender;
        assertThat(each.stream().filter(element -> element % 2 == from)).isSorted();
      }
    }
    assertThat(channel.tryReceive()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whatIsDiscardedArrivesElsewhere(Channel<Integer> channel) throws Exception {
    ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();

    racers.run(thread -> {
      for (int i = 0; i < ELEMENTS; i++) {
        if (thread < 2) {
          channel.send(2 * i + thread).toCompletableFuture().get(60, TimeUnit.SECONDS);
          continue;
        }
        CompletionStage<Integer> stage = channel.receive();
        while (sometimes()) {
          stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
          Stages.discard(stage);
          stage = channel.receive();
        }
        received.add(stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
      }
    });

    assertThat(received).hasSize(2 * ELEMENTS).doesNotHaveDuplicates();
    assertThat(channel.tryReceive()).isEmpty();
  }

  @Test
  void closeLeavesNobodyWaitingAndLosesNothingThatWasSent() throws Exception {
    for (int i = 0; i < ELEMENTS / 10; i++) {
      Channel<Integer> channel = Channel.buffered(2);
      ConcurrentLinkedQueue<Integer> sent = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();

      racers.run(thread -> {
        switch (thread) {
          case 0 -> channel.close();
          case 1 -> send(channel, sent);
          default -> receive(channel, received);
        }
      });

      assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  private static void send(Channel<Integer> channel, ConcurrentLinkedQueue<Integer> sent)
      throws Exception {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Boolean> ended =
          channel.send(i).handle((nothing, failure) -> failure == null).toCompletableFuture();
      if (ended.get(60, TimeUnit.SECONDS)) {
        sent.add(i);
      }
    }
  }

  private static void receive(Channel<Integer> channel, ConcurrentLinkedQueue<Integer> received)
      throws Exception {
    ChannelIterator<Integer> elements = channel.iterator();
    while (elements.hasNext().toCompletableFuture().get(60, TimeUnit.SECONDS)) {
      received.add(elements.next());
    }
  }

  @Coroutine
  private static CompletionStage<Void> sendAll(Channel<Integer> channel) {
    for (int i = 0; i < ELEMENTS; i++) {
      await(channel.send(i));
    }
    return done();
  }

  @Coroutine
  private static CompletionStage<Long> receiveAll(Channel<Integer> channel) {
    long sum = 0;
    Thread own = Thread.currentThread();
    ChannelIterator<Integer> elements = channel.iterator();
    while (await(elements.hasNext())) {
      sum += elements.next();
      assertThat(Thread.currentThread()).isSameAs(own);
    }
    return completedFuture(sum);
  }

  @ParameterizedTest
  @MethodSource("channels")
  void coroutinesOfSeveralLoopsAreConnected(Channel<Integer> channel) throws Exception {
    try (EventLoop first = EventLoop.create("first");
        EventLoop second = EventLoop.create("second")) {
      List<CompletableFuture<Void>> senders = List.of(
          first.launch(() -> sendAll(channel)),
          first.launch(() -> sendAll(channel)),
          second.launch(() -> sendAll(channel)));
      List<CompletableFuture<Long>> receivers = List.of(
          first.launch(() -> receiveAll(channel)), second.launch(() -> receiveAll(channel)));
      for (CompletableFuture<Void> sender : senders) {
        sender.get(60, TimeUnit.SECONDS);
      }
      channel.close();

      long sum =
          receivers.get(0).get(60, TimeUnit.SECONDS) + receivers.get(1).get(60, TimeUnit.SECONDS);

      assertThat(sum).isEqualTo(3L * ELEMENTS * (ELEMENTS - 1) / 2);
    }
  }
}
