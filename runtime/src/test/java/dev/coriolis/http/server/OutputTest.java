package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When messages are sent; a channel without a socket has sent what was flushed. */
class OutputTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Output output = new Output(channel);

  @AfterEach
  void closeChannel() {
    channel.finishAndReleaseAll();
  }

  @Test
  void sendsAtOnceOutsideOfBatch() {
    assertThat(send("a")).isTrue();

    assertThat(sent()).isEqualTo("a");
  }

  @Test
  void sendsMessagesOfBatchTogetherAtItsEnd() {
    output.beginBatch();
    assertThat(send("a")).isTrue();
    assertThat(send("b")).isTrue();
    assertThat(sent()).isEmpty();
    assertThat(output.isSent()).isFalse();

    output.endBatch();

    assertThat(sent()).isEqualTo("ab");
    assertThat(output.isSent()).isTrue();
  }

  @Test
  void sendsAtOnceAfterBatch() {
    output.beginBatch();
    output.endBatch();
    send("a");

    assertThat(sent()).isEqualTo("a");
  }

  @Test
  void firstOfLongBatchDoesNotWaitForLastOne() {
    output.beginBatch();
    for (int i = 1; i < Output.MAX_HELD; i++) {
      send("a");
    }
    assertThat(sent()).isEmpty();

    send("b");

    assertThat(sent()).isEqualTo("a".repeat(Output.MAX_HELD - 1) + "b");
  }

  @Test
  void holdsNoMoreBackThanTheChannelBuffers() {
    int size = channel.config().getWriteBufferHighWaterMark();
    output.beginBatch();

    assertThat(send("a".repeat(size + 1))).isTrue();

    assertThat(sent()).hasSize(size + 1);
  }

  @Test
  void whatIsHeldBackIsSentBeforeItIsWaitedFor() {
    output.beginBatch();
    send("a");

    assertThat(output.whenSent().isSuccess()).isTrue();

    assertThat(sent()).isEqualTo("a");
  }

  private boolean send(String text) {
    return output.send(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private String sent() {
    return channel.outboundMessages().stream()
        .map(message -> ((ByteBuf) message).toString(US_ASCII))
        .collect(Collectors.joining());
  }
}
