package dev.coriolis.loop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/** A socket of a loop that tells when bytes have come. */
final class LoopSocket implements AutoCloseable {
  private final Channel listener;

  private LoopSocket(Channel listener) {
    this.listener = listener;
  }

  static LoopSocket listen(EventLoop loop, Runnable onBytes) throws InterruptedException {
    Channel bound = new ServerBootstrap()
        .group(loop.unwrap(io.netty.channel.EventLoop.class))
        .channel(NioServerSocketChannel.class)
        .childHandler(new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel accepted) {
            accepted.pipeline().addLast(new Reader(onBytes));
          }
        })
        .bind("127.0.0.1", 0)
        .sync()
        .channel();
    return new LoopSocket(bound);
  }

  /** Drops what has come. */
  private static final class Reader extends ChannelInboundHandlerAdapter {
    private final Runnable onBytes;

    Reader(Runnable onBytes) {
      this.onBytes = onBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      onBytes.run();
    }
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
  }
}
