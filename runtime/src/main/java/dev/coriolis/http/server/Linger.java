package dev.coriolis.http.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/** Throws away what a client still sends after the last response, until it sees the end of it. */
final class Linger extends ChannelInboundHandlerAdapter {
  static final Duration AT_MOST = Duration.ofSeconds(2);

  private Linger() {}

  /** Sends the end of the stream and reads on; the channel closes when the client closes its side. */
  static void begin(Channel channel) {
    if (!(channel instanceof DuplexChannel duplex)) {
      channel.close();
      return;
    }
    channel.pipeline().addFirst(new Linger());
    duplex.shutdownOutput();
    channel.config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
