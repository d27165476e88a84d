package dev.coriolis.sync;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelIteratorTest {
  private final Channel<Integer> channel = Channel.buffered(2);
  private final ChannelIterator<Integer> iterator = channel.iterator();

  private CompletableFuture<Boolean> hasNext() {
    return iterator.hasNext().toCompletableFuture();
  }

  @Test
  void elementsThatAreThereNeedNoWait() {
    channel.trySend(1);
    channel.trySend(2);

    assertThat(hasNext()).isCompletedWithValue(true);
    assertThat(iterator.hasNext()).isSameAs(iterator.hasNext());
    assertThat(iterator.next()).isEqualTo(1);
    assertThat(hasNext()).isCompletedWithValue(true);
    assertThat(iterator.next()).isEqualTo(2);
    assertThat(hasNext()).isNotDone();
  }

  @Test
  void waitsForAnElement() {
    CompletableFuture<Boolean> waiting = hasNext();
    assertThat(waiting).isNotDone().isSameAs(hasNext());

    channel.trySend(1);

    assertThat(waiting).isCompletedWithValue(true).isSameAs(hasNext());
    assertThat(iterator.next()).isEqualTo(1);
    assertThat(hasNext()).isNotDone();
  }

  @Test
  void nextWithoutHasNextSaysSo() {
    channel.trySend(1);
    assertThatThrownBy(iterator::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("hasNext");

    assertThat(hasNext()).isCompletedWithValue(true);
    iterator.next();

    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    assertThat(hasNext()).isNotDone();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void endComesAfterTheLastElement() {
    channel.trySend(1);
    channel.close();

    assertThat(hasNext()).isCompletedWithValue(true);
    iterator.next();
    assertThat(hasNext()).isCompletedWithValue(false);
    assertThat(hasNext()).isCompletedWithValue(false);
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void closeEndsTheWait() {
    CompletableFuture<Boolean> waiting = hasNext();

    channel.close();

    assertThat(waiting).isCompletedWithValue(false);
    assertThat(hasNext()).isCompletedWithValue(false);
  }

  @Test
  void failureOfTheSenderIsNoEnd() throws Exception {
    IOException cause = new IOException("connection reset");
    ChannelIterator<Integer> late = channel.iterator();
    CompletableFuture<Boolean> waiting = hasNext();

    channel.close(cause);

    for (CompletionStage<Boolean> stage :
        List.of(waiting, iterator.hasNext(), late.hasNext(), late.hasNext())) {
      assertThat(Stages.failureNow(stage))
          .isInstanceOf(ChannelClosedException.class)
          .hasCause(cause);
    }
  }

  @Test
  void cancelledHasNextHasTakenNothingAndCanBeAskedAgain() {
    assertThat(hasNext().cancel(true)).isTrue();
    CompletableFuture<Boolean> timedOut = hasNext().orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);
    channel.trySend(1);

    assertThat(channel.tryReceive()).contains(1);
    assertThat(hasNext()).isNotDone();
    channel.trySend(2);

    assertThat(hasNext()).isCompletedWithValue(true);
    assertThat(iterator.next()).isEqualTo(2);
  }

  @Test
  void elementThatCameBeforeTheCancellationWaitsInTheIterator() {
    CompletableFuture<Boolean> waiting = hasNext();
    channel.trySend(1);

    assertThat(waiting.cancel(true)).isFalse();

    assertThat(hasNext()).isCompletedWithValue(true);
    assertThat(iterator.next()).isEqualTo(1);
  }

  @Coroutine
  private static CompletionStage<Void> sendAll(Channel<Integer> channel, int count) {
    for (int i = 0; i < count; i++) {
      await(channel.send(i));
    }
    channel.close();
    return done();
  }

  @Coroutine
  private static CompletionStage<List<Integer>> receiveAll(Channel<Integer> channel) {
    List<Integer> received = new ArrayList<>();
    ChannelIterator<Integer> elements = channel.iterator();
    while (await(elements.hasNext())) {
      received.add(elements.next());
    }
    return completedFuture(received);
  }

  @Coroutine
  private static CompletionStage<List<List<Integer>>> shared(Channel<Integer> channel) {
    CompletionStage<List<List<Integer>>> received =
        Coroutines.all(receiveAll(channel), receiveAll(channel));
    await(sendAll(channel, 1000));
    return completedFuture(await(received));
  }

  @Test
  void loopReceivesAllThatWasSentUpToTheEnd() {
    for (Channel<Integer> each :
        List.of(Channel.<Integer>rendezvous(), Channel.<Integer>buffered(7))) {
      List<Integer> received = EventLoop.run(() -> {
        CompletionStage<List<Integer>> receiver = receiveAll(each);
        return sendAll(each, 1000).thenCompose(sent -> receiver);
      });

      assertThat(received).hasSize(1000).isSorted().startsWith(0).endsWith(999);
    }
  }

  @Test
  void iteratorsShareTheElements() {
    List<List<Integer>> received = EventLoop.run(() -> shared(Channel.rendezvous()));

    assertThat(received.get(0)).isSorted().isNotEmpty();
    assertThat(received.get(1))
        .isSorted()
        .isNotEmpty()
        .doesNotContainAnyElementsOf(received.get(0));
    assertThat(received.get(0).size() + received.get(1).size()).isEqualTo(1000);
  }
}
