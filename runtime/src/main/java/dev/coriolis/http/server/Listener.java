package dev.coriolis.http.server;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.loop.EventLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Opens the socket of a server. */
final class Listener {
  private static final int BACKLOG = 1024;

  private final List<ServerPart> parts;
  private final ServerOptions options;

  /** The first of the loops listens, and all of them serve. */
  Listener(List<EventLoop> loops, Handler handler, ServerOptions options) {
    this.options = options;
    parts = loops.stream().map(loop -> new ServerPart(loop, handler, options)).toList();
  }

  /** Returns the server once it listens. */
  CompletionStage<HttpServer> listen() {
    // Here and not on the loop: to look a name up may block.
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    try {
      return parts.get(0).loop().launch(() -> bind(address));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(cannotListen(e));
    }
  }

  private CompletionStage<HttpServer> bind(InetSocketAddress address) {
    LinkedFuture<HttpServer> started = new LinkedFuture<>();
    new ServerBootstrap()
        .group(parts.get(0).netty())
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .handler(new Acceptor(parts))
        .childHandler(parts.get(0)) // required, and never asked: the acceptor comes first
        .bind(address)
        .addListener((ChannelFuture bound) -> {
          if (bound.isSuccess()) {
            started.complete(new HttpServer(parts, bound.channel()));
          } else {
            started.completeExceptionally(cannotListen(bound.cause()));
          }
        });
    return started;
  }

  private IOException cannotListen(Throwable cause) {
    return new IOException(
        "cannot listen on " + options.host() + ":" + options.port() + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        ? "unknown host"
        : String.valueOf(cause.getMessage());
  }
}
