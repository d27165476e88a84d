package dev.coriolis.http.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Tells whether a client takes what it is sent. Confined to the loop. */
final class WriteProgress {
  private final Channel channel;
  private long pendingBytes;
  private long sentOfCurrent;

  WriteProgress(Channel channel) {
    this.channel = channel;
  }

  /** Begins to watch what was written. */
  void start() {
    hasMoved();
  }

  /** Returns whether any bytes have gone since the last call, or nothing is left to go. */
  boolean hasMoved() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null || buffer.isEmpty()) {
      return true;
    }
    long pending = buffer.totalPendingWriteBytes();
    long sent = buffer.currentProgress();
    boolean moved = pending != pendingBytes || sent != sentOfCurrent;
    pendingBytes = pending;
    sentOfCurrent = sent;
    return moved;
  }
}
