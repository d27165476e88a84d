package dev.coriolis.benchmarks.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Netty and nothing else: the limit. */
final class NettyPeer implements Peer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public int start(URI backend) throws Exception {
    var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    NettyFetch fetch = new NettyFetch(loop, backend);
    Channel server = new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel
                .pipeline()
                .addLast(
                    new HttpServerCodec(), new HttpServerKeepAliveHandler(), new Routes(fetch));
          }
        })
        .bind("127.0.0.1", 0)
        .sync()
        .channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Answers by path, and flushes once for all requests that were read together. */
  private static final class Routes extends SimpleChannelInboundHandler<Object> {
    private final NettyFetch fetch;

    Routes(NettyFetch fetch) {
      this.fetch = fetch;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      if (!(message instanceof HttpRequest request)) {
        return;
      }
      switch (request.uri()) {
        case "/plaintext" ->
          answer(context, "text/plain; charset=utf-8", TEXT.getBytes(StandardCharsets.UTF_8));
        case "/json" ->
          answer(context, "application/json", JSON.writeValueAsBytes(Greeting.create()));
        case "/aggregate" ->
          fetch.fetch(body -> {
            Aggregate aggregate = new Aggregate(JSON.readValue(body, Greeting.class), true);
            answer(context, "application/json", JSON.writeValueAsBytes(aggregate));
            context.flush();
          });
        default ->
          context.write(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
      }
    }

    private static void answer(ChannelHandlerContext context, String type, byte[] body) {
      FullHttpResponse response = new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, type)
          .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
      context.write(response);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    /** A client that has gone: Netty would print a stack trace for each. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
