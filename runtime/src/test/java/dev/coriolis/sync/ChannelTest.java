package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelTest {

  private static <T> CompletableFuture<T> receive(Channel<T> channel) {
    return channel.receive().toCompletableFuture();
  }

  private static <T> CompletableFuture<Void> send(Channel<T> channel, T element) {
    return channel.send(element).toCompletableFuture();
  }

  @Test
  void rejectsCapacityThatIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.buffered(0))
        .withMessage("capacity must be positive, was 0");
  }

  @Test
  void rejectsNullElements() {
    assertThatNullPointerException()
        .isThrownBy(() -> Channel.unlimited().send(null))
        .withMessage("a channel has no null elements");
  }

  @Test
  void withoutABufferTheSenderWaitsForTheReceiver() {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Void> sent = send(channel, 1);
    CompletableFuture<Void> other = send(channel, 2);
    assertThat(sent).isNotDone();

    assertThat(receive(channel)).isCompletedWithValue(1);
    assertThat(sent).isCompleted();
    assertThat(other).isNotDone();

    assertThat(receive(channel)).isCompletedWithValue(2);
    assertThat(other).isCompleted();
  }

  @Test
  void receiversAreServedInTheOrderInWhichTheyCame() {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Integer> first = receive(channel);
    CompletableFuture<Integer> second = receive(channel);

    assertThat(send(channel, 1)).isCompleted();
    assertThat(first).isCompletedWithValue(1);
    assertThat(second).isNotDone();
    assertThat(send(channel, 2)).isCompleted();

    assertThat(second).isCompletedWithValue(2);
  }

  @Test
  void senderWaitsOnlyWhenTheBufferIsFull() {
    Channel<Integer> channel = Channel.buffered(2);
    assertThat(send(channel, 1)).isCompleted();
    assertThat(send(channel, 2)).isCompleted();
    CompletableFuture<Void> third = send(channel, 3);
    assertThat(third).isNotDone();

    assertThat(receive(channel)).isCompletedWithValue(1);

    assertThat(third).isCompleted();
    assertThat(receive(channel)).isCompletedWithValue(2);
    assertThat(receive(channel)).isCompletedWithValue(3);
    assertThat(receive(channel)).isNotDone();
  }

  @Test
  void unlimitedChannelNeverMakesASenderWait() {
    Channel<Integer> channel = Channel.unlimited();
    for (int i = 0; i < 10_000; i++) {
      assertThat(channel.trySend(i)).isTrue();
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(channel.tryReceive()).contains(i);
    }
  }

  @Test
  void conflatedChannelKeepsTheNewestElement() {
    Channel<Integer> channel = Channel.conflated();
    CompletableFuture<Integer> waiting = receive(channel);
    send(channel, 1);
    assertThat(waiting).isCompletedWithValue(1);

    assertThat(send(channel, 2)).isCompleted();
    assertThat(send(channel, 3)).isCompleted();

    assertThat(receive(channel)).isCompletedWithValue(3);
    assertThat(receive(channel)).isNotDone();
  }

  @Test
  void trySendSendsWhatNobodyHasToWaitFor() {
    Channel<Integer> channel = Channel.rendezvous();
    assertThat(channel.trySend(1)).isFalse();
    CompletableFuture<Integer> waiting = receive(channel);

    assertThat(channel.trySend(2)).isTrue();

    assertThat(waiting).isCompletedWithValue(2);
    assertThat(channel.tryReceive()).isEmpty();
  }

  @Test
  void tryReceiveTakesFromASenderThatWaits() {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Void> sent = send(channel, 1);

    assertThat(channel.tryReceive()).contains(1);

    assertThat(sent).isCompleted();
    assertThat(channel.tryReceive()).isEmpty();
  }

  @Test
  void cancelledReceiveHasTakenNothing() {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Integer> cancelled = receive(channel);
    CompletableFuture<Integer> timedOut = receive(channel).orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Integer> behind = receive(channel);

    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);
    assertThat(send(channel, 1)).isCompleted();

    assertThat(cancelled).isCancelled();
    assertThat(behind).isCompletedWithValue(1);
    assertThat(behind.cancel(true)).isFalse();
  }

  @Test
  void cancelledSendHasSentNothing() {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Void> cancelled = send(channel, 1);
    CompletableFuture<Void> timedOut = send(channel, 2).orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> behind = send(channel, 3);

    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(timedOut).failsWithin(30, TimeUnit.SECONDS);

    assertThat(receive(channel)).isCompletedWithValue(3);
    assertThat(behind).isCompleted();
    assertThat(channel.tryReceive()).isEmpty();
  }

  @Test
  void discardedElementIsTheNextOneAgain() {
    Channel<Integer> channel = Channel.rendezvous();
    send(channel, 1);
    CompletableFuture<Void> other = send(channel, 2);
    CompletableFuture<Integer> unused = receive(channel);

    Stages.discard(unused);
    Stages.discard(unused);

    assertThat(receive(channel)).isCompletedWithValue(1);
    assertThat(other).isNotDone();
    assertThat(receive(channel)).isCompletedWithValue(2);
    assertThat(other).isCompleted();
  }

  @Test
  void discardedElementGoesToAReceiverThatWaits() {
    Channel<Integer> channel = Channel.buffered(1);
    CompletableFuture<Integer> unused = receive(channel);
    CompletableFuture<Integer> waiting = receive(channel);
    CompletableFuture<Integer> cancelled = receive(channel);
    cancelled.cancel(true);
    channel.trySend(1);

    Stages.discard(cancelled);
    assertThat(waiting).isNotDone();
    Stages.discard(unused);

    assertThat(waiting).isCompletedWithValue(1);
  }

  @Test
  void discardedElementDoesNotReplaceANewerOneOfAConflatedChannel() {
    Channel<Integer> channel = Channel.conflated();
    channel.trySend(1);
    CompletableFuture<Integer> unused = receive(channel);
    channel.trySend(2);

    Stages.discard(unused);

    assertThat(channel.tryReceive()).contains(2);
    assertThat(channel.tryReceive()).isEmpty();
  }

  @Test
  void closedChannelTakesNothingMore() throws Exception {
    Channel<Integer> channel = Channel.unlimited();
    assertThat(channel.isClosed()).isFalse();
    channel.close();
    channel.close();

    assertThat(channel.isClosed()).isTrue();
    assertThat(Stages.failureNow(channel.send(1)))
        .isInstanceOf(ChannelClosedException.class)
        .hasMessage("the channel is closed")
        .hasNoCause();
    assertThatThrownBy(() -> channel.trySend(1)).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void closedChannelGivesAwayWhatItHas() throws Exception {
    Channel<Integer> channel = Channel.buffered(2);
    channel.trySend(1);
    channel.trySend(2);
    channel.close();

    assertThat(receive(channel)).isCompletedWithValue(1);
    assertThat(channel.tryReceive()).contains(2);
    assertThat(Stages.failureNow(channel.receive())).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(channel::tryReceive).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void closeEndsTheWaitOfReceivers() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Integer> first = receive(channel);
    CompletableFuture<Integer> second = receive(channel);

    channel.close();

    assertThat(Stages.failureNow(first)).isInstanceOf(ChannelClosedException.class);
    assertThat(Stages.failureNow(second))
        .isInstanceOf(ChannelClosedException.class)
        .isNotSameAs(Stages.failureNow(first));
  }

  @Test
  void closeEndsTheWaitOfSendersWhoseElementsAreNotSent() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    channel.trySend(1);
    CompletableFuture<Void> waiting = send(channel, 2);

    channel.close();

    assertThat(Stages.failureNow(waiting)).isInstanceOf(ChannelClosedException.class);
    assertThat(channel.tryReceive()).contains(1);
    assertThatThrownBy(channel::tryReceive).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void bothSidesLearnWhyAChannelWasClosed() throws Exception {
    IOException cause = new IOException("connection reset");
    Channel<Integer> receivers = Channel.rendezvous();
    Channel<Integer> senders = Channel.buffered(1);
    CompletableFuture<Integer> receiver = receive(receivers);
    senders.trySend(1);
    CompletableFuture<Void> sender = send(senders, 2);

    receivers.close(cause);
    receivers.close(new IOException("too late"));
    senders.close(cause);

    assertThat(Stages.failureNow(receiver))
        .hasMessage("the channel was closed because of: " + cause)
        .hasCause(cause);
    assertThat(Stages.failureNow(sender)).hasCause(cause);
    assertThat(Stages.failureNow(receivers.send(1))).hasCause(cause);
    assertThat(receive(senders)).isCompletedWithValue(1);
    assertThat(Stages.failureNow(senders.receive())).hasCause(cause);
  }
}
