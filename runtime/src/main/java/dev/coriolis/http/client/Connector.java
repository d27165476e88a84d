package dev.coriolis.http.client;

import dev.coriolis.loop.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens sockets, and gives each its pipeline. */
final class Connector {
  private static final int MAX_STATUS_LINE = 8192;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final EventLoop loop;
  private final Names names;
  private final SslContext ssl;

  Connector(EventLoop loop, Names names, SslContext ssl) {
    this.loop = loop;
    this.names = names;
    this.ssl = ssl;
  }

  /** Returns an attempt to reach the origin, which begins with {@link Opening#start}. */
  Opening opening(Origin origin, Duration timeout, Opening.Listener listener) {
    return new Opening(this, origin, timeout, listener);
  }

  EventLoop loop() {
    return loop;
  }

  Names names() {
    return names;
  }

  /** Opens a socket to one address of the connection's origin. */
  ChannelFuture connect(InetAddress address, Duration timeout, Connection connection) {
    Origin origin = connection.origin();
    return new Bootstrap()
        .group(loop.unwrap(io.netty.channel.EventLoop.class))
        .channel(NioSocketChannel.class)
        .disableResolver() // the address is resolved; a resolver group would outlive the loop by a
        // thread
        .option(ChannelOption.TCP_NODELAY, true)
        // After a failed write there may still be a response to read.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(timeout))
        .handler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (origin.secure()) {
              channel.pipeline().addLast(sslHandler(channel, origin));
            }
            channel.pipeline().addLast(new ByteWatch(connection), codec(), connection);
          }
        })
        .connect(new InetSocketAddress(address, origin.port()));
  }

  private SslHandler sslHandler(Channel channel, Origin origin) {
    // The name goes into SNI, and is compared with the certificate.
    SslHandler handler = ssl.newHandler(channel.alloc(), origin.host(), origin.port());
    // The attempt has a timer for all its phases.
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }

  private static HttpClientCodec codec() {
    HttpDecoderConfig limits = new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_STATUS_LINE)
        .setMaxHeaderSize(MAX_HEADER_BYTES);
    return new HttpClientCodec(limits, false, false);
  }

  private static int millis(Duration timeout) {
    return (int) Math.min(Math.max(timeout.toMillis(), 1), Integer.MAX_VALUE);
  }
}
