package dev.coriolis.http.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells a connection that the server has sent something, also where it is no whole header yet. */
final class ByteWatch extends ChannelInboundHandlerAdapter {
  private final Connection connection;

  ByteWatch(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    connection.bytesArrived();
    context.fireChannelRead(bytes);
  }
}
