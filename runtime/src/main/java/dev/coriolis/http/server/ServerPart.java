package dev.coriolis.http.server;

import dev.coriolis.loop.EventLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server has on one of its loops: makes the connections there, and ends them.
 *
 * <p><b>Threads:</b> {@link #stop}: any; the rest: the loop.
 */
final class ServerPart extends ChannelInitializer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final ServerContext context;
  private final Signal stopped = new Signal();
  private boolean stopping;

  ServerPart(EventLoop loop, Handler handler, ServerOptions options) {
    context = new ServerContext(
        loop, handler, options, new ResponseWriter(InstantSource.system()), new Connections());
  }

  EventLoop loop() {
    return context.loop();
  }

  io.netty.channel.EventLoop netty() {
    return context.loop().unwrap(io.netty.channel.EventLoop.class);
  }

  @Override
  protected void initChannel(Channel channel) {
    Connection connection = new Connection(context, channel);
    channel
        .pipeline()
        .addLast(
            new StrictRequestDecoder(context.options().limits(), connection::bytesReceived),
            new ConnectionEvents(connection));
  }

  /** One part makes all connections of its loop. */
  @Override
  public boolean isSharable() {
    return true;
  }

  /** Ends the connections: each when it has answered, and those that do not when the grace is over. */
  CompletableFuture<Void> stop(HttpServer server) {
    if (loop().inLoop()) {
      stopInLoop(server);
    } else {
      try {
        loop().execute(() -> stopInLoop(server));
      } catch (RejectedExecutionException e) {
        // The loop has closed all its sockets.
        stopped.give();
      }
    }
    return stopped;
  }

  private void stopInLoop(HttpServer server) {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      var timer = loop().schedule(context.options().grace(), () -> cut(server));
      context.connections().drain().whenComplete((none, failure) -> {
        timer.cancel();
        stopped.give();
      });
    } catch (RejectedExecutionException e) {
      // The loop ends, and there is no time left for a grace.
      context.connections().cut();
      stopped.give();
    }
  }

  private void cut(HttpServer server) {
    long count = context.connections().cut();
    if (count > 0) {
      LOG.warn(
          "{} connections were cut {} after the stop of {}",
          count,
          context.options().grace(),
          server);
    }
  }
}
