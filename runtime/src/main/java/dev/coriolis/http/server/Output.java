package dev.coriolis.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Sends messages over one connection: at once, or, while a batch of requests is taken, together at its
 * end. Confined to the loop.
 *
 * <p>Not more is held back than the buffer of the channel takes, and not for more than some requests: the
 * first of a long batch does not wait for the last one.
 *
 * <p>A write that fails is heard of by the last handler of the pipeline.
 */
final class Output {
  /** So many messages may wait for the end of a batch. */
  static final int MAX_HELD = 32;

  private final Channel channel;
  private final WriteProgress progress;
  private boolean batch;
  private int held;

  Output(Channel channel) {
    this.channel = channel;
    this.progress = new WriteProgress(channel);
  }

  /** Holds messages back from now on. */
  void beginBatch() {
    batch = true;
  }

  /** Returns whether messages are held back. */
  boolean isInBatch() {
    return batch;
  }

  /** Sends what was held back, and holds back no more. */
  void endBatch() {
    batch = false;
    flush();
  }

  /**
   * Sends a message, now or at the end of the batch.
   *
   * @return whether that is all; otherwise it goes when the client takes it: see {@link #whenSent}
   */
  boolean send(ByteBuf message) {
    channel.write(message, channel.voidPromise());
    held++;
    if (batch && held < MAX_HELD && channel.isWritable()) {
      return true;
    }
    flush();
    return isSent();
  }

  /** Sends what was held back. */
  void flush() {
    if (held > 0) {
      held = 0;
      channel.flush();
    }
  }

  /** Returns whether nothing is left to be sent, be it that the channel is closed. */
  boolean isSent() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return held == 0 && (buffer == null || buffer.isEmpty());
  }

  /** Returns what completes when all messages were sent. */
  ChannelFuture whenSent() {
    held = 0;
    ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    progress.start();
    return sent;
  }

  /** Returns whether the client has taken anything since the last call, or {@link #whenSent}. */
  boolean hasMoved() {
    return progress.hasMoved();
  }
}
