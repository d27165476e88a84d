package dev.coriolis.benchmarks.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Fetches one URI over connections that are kept, all on one loop. */
final class NettyFetch {
  private static final int MAX_BODY = 1 << 20;

  private final Bootstrap bootstrap;
  private final URI uri;
  private final Deque<Channel> idle = new ArrayDeque<>();

  NettyFetch(EventLoopGroup loop, URI uri) {
    this.uri = uri;
    bootstrap = new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel
                .pipeline()
                .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY), new Answer());
          }
        });
  }

  /** Hands the body of the answer over. Called on the loop. */
  void fetch(Consumer<byte[]> body) {
    Channel channel = idle.poll();
    if (channel != null) {
      send(channel, body);
      return;
    }
    bootstrap.connect(uri.getHost(), uri.getPort()).addListener(future -> {
      if (!future.isSuccess()) {
        throw new IllegalStateException("the backend must be up", future.cause());
      }
      send(((io.netty.channel.ChannelFuture) future).channel(), body);
    });
  }

  private void send(Channel channel, Consumer<byte[]> body) {
    channel.pipeline().get(Answer.class).receiver = body;
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getPath());
    request.headers().set(HttpHeaderNames.HOST, uri.getAuthority());
    channel.writeAndFlush(request);
  }

  /** Gives the connection back, and the body to who asked. */
  private final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
    private Consumer<byte[]> receiver = body -> {};

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      byte[] body = ByteBufUtil.getBytes(response.content());
      idle.push(context.channel());
      receiver.accept(body);
    }
  }
}
