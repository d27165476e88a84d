package dev.coriolis.http.server;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Opens the socket of a server, and makes a {@link Connection} of each one that is accepted. */
final class Listener extends ChannelInitializer<Channel> {
  private static final int BACKLOG = 1024;

  private final ServerContext context;

  Listener(EventLoop loop, Handler handler, ServerOptions options) {
    context = new ServerContext(
        loop, handler, options, new ResponseWriter(InstantSource.system()), new Connections());
  }

  /** Returns the server once it listens. */
  CompletionStage<HttpServer> listen() {
    ServerOptions options = context.options();
    // Here and not on the loop: to look a name up may block.
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    try {
      return context.loop().launch(() -> bind(address));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(cannotListen(e));
    }
  }

  private CompletionStage<HttpServer> bind(InetSocketAddress address) {
    LinkedFuture<HttpServer> started = new LinkedFuture<>();
    new ServerBootstrap()
        .group(context.loop().unwrap(io.netty.channel.EventLoop.class))
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childHandler(this)
        .bind(address)
        .addListener((ChannelFuture bound) -> {
          if (bound.isSuccess()) {
            started.complete(new HttpServer(context, bound.channel()));
          } else {
            started.completeExceptionally(cannotListen(bound.cause()));
          }
        });
    return started;
  }

  private IOException cannotListen(Throwable cause) {
    ServerOptions options = context.options();
    return new IOException(
        "cannot listen on " + options.host() + ":" + options.port() + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        ? "unknown host"
        : String.valueOf(cause.getMessage());
  }

  @Override
  protected void initChannel(Channel channel) {
    Connection connection = new Connection(context, channel);
    channel
        .pipeline()
        .addLast(
            new StrictRequestDecoder(context.options().limits(), connection::bytesReceived),
            new HttpResponseEncoder(),
            connection);
  }

  /** One listener initialises the connections of one server. */
  @Override
  public boolean isSharable() {
    return true;
  }
}
