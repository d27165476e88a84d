package dev.coriolis.http.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.List;

/**
 * Gives each socket that is accepted to one of the server's loops, to each in its turn.
 *
 * <p>It stands before Netty's own acceptor, which knows one group of loops and no more, and leaves to it
 * what to do when nothing can be accepted.
 *
 * <p><b>Threads:</b> confined to the loop that listens.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
  private final List<ServerPart> parts;
  private int turn;

  Acceptor(List<ServerPart> parts) {
    this.parts = parts;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ServerPart part = parts.get(turn);
    turn = (turn + 1) % parts.size();
    Channel channel = (Channel) message;
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setOption(ChannelOption.AUTO_READ, false);
    channel.pipeline().addLast(part);
    part.netty().register(channel).addListener((ChannelFuture registered) -> {
      if (!registered.isSuccess()) {
        // Its loop has ended.
        channel.unsafe().closeForcibly();
      }
    });
  }
}
