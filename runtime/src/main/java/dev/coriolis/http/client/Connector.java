package dev.coriolis.http.client;

import dev.coriolis.loop.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens sockets, and gives each its pipeline. */
final class Connector {
  private final EventLoop loop;
  private final Names names;
  private final Tls tls;

  Connector(EventLoop loop, Names names, Tls tls) {
    this.loop = loop;
    this.names = names;
    this.tls = tls;
  }

  /** Returns an attempt to reach the origin, which begins with {@link Opening#start}. */
  Opening opening(Origin origin, Duration timeout, Opening.Listener listener) {
    return new Opening(this, origin, timeout, listener);
  }

  EventLoop loop() {
    return loop;
  }

  /** Returns the addresses of an origin, once all is there that it takes to open a connection. */
  CompletableFuture<List<InetAddress>> addresses(Origin origin) {
    CompletableFuture<List<InetAddress>> found = names.resolve(origin.host());
    return origin.secure()
        ? found.thenCombine(tls.ready(), (addresses, ready) -> addresses)
        : found;
  }

  /** Opens a socket to one address of the connection's origin. */
  ChannelFuture connect(InetAddress address, Duration timeout, Connection connection) {
    Origin origin = connection.origin();
    return new Bootstrap()
        .group(loop.unwrap(io.netty.channel.EventLoop.class))
        .channel(NioSocketChannel.class)
        // The address is resolved; a group of resolvers would outlive the loop by a thread.
        .disableResolver()
        .option(ChannelOption.TCP_NODELAY, true)
        // After a failed write there may still be a response to read.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(timeout))
        .handler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (origin.secure()) {
              channel.pipeline().addLast(tls.handler(channel, origin));
            }
            channel
                .pipeline()
                .addLast(
                    new ByteWatch(connection),
                    connection.decoder(),
                    new HttpRequestEncoder(),
                    connection);
          }
        })
        .connect(new InetSocketAddress(address, origin.port()));
  }

  private static int millis(Duration timeout) {
    long millis = TimeUnit.MILLISECONDS.convert(timeout);
    return (int) Math.min(Math.max(millis, 1), Integer.MAX_VALUE);
  }
}
