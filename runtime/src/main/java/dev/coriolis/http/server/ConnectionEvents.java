package dev.coriolis.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpObject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a connection what Netty has to say of its channel. */
final class ConnectionEvents extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Connection connection;

  ConnectionEvents(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.opened();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    connection.intake().add((HttpObject) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.readCompleted();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof DecoderException && connection.isReading()) {
      connection.refuse(new HttpError(400, "the request is malformed"));
      return;
    }
    if (failure instanceof IOException) {
      LOG.debug("lost the connection to {}", context.channel().remoteAddress(), failure);
    } else {
      LOG.error("the connection to {} failed", context.channel().remoteAddress(), failure);
    }
    connection.close();
  }
}
