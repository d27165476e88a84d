package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.testlogs.RecordedLog;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What becomes of a connection that finds no memory for a response. */
class ConnectionMemoryTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 1);

  /** A channel that has no memory left. */
  private static final class FullChannel extends EmbeddedChannel {
    private final OutOfMemoryError noMemory = new OutOfMemoryError("for this test");

    FullChannel() {
      config().setAllocator(new AbstractByteBufAllocator() {
        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
          throw noMemory;
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
          throw noMemory;
        }

        @Override
        public boolean isDirectBufferPooled() {
          return false;
        }
      });
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return CLIENT;
    }
  }

  @Test
  void connectionEndsAndTheLogSaysWhy() {
    FullChannel channel = new FullChannel();
    try (EventLoop loop = EventLoop.create();
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      Connection connection = new Connection(
          new ServerContext(
              loop,
              exchange -> exchange.respond(200),
              ServerOptions.DEFAULT,
              new ResponseWriter(InstantSource.system()),
              new Connections()),
          channel);
      Request request = new Request(
          HttpMethod.GET, RequestTarget.parse("/"), Headers.none(), new byte[0], CLIENT);

      connection.send(
          new Ongoing(request, connection), new Response(200, Headers.none(), new byte[0]));

      assertThat(channel.isOpen()).isFalse();
      assertThat(log.failures()).contains(channel.noMemory);
    }
  }
}
