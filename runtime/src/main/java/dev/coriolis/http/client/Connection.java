package dev.coriolis.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One socket to an origin, and the last handler of its pipeline. It carries one exchange after the
 * other. Confined to the loop.
 *
 * <p>An exchange hears of its response only when all that was read from the socket has been looked at:
 * whatever follows a response was never asked for, and must not meet the next exchange.
 */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
  private final Origin origin;
  private @Nullable Channel channel;
  private @Nullable Runnable whenIdleCloses;

  // Of the exchange that goes on.
  private @Nullable Exchange exchange;
  private @Nullable ResponseCollector collector;
  private @Nullable HttpResponse response;
  private boolean startedActive;
  private boolean sent;
  private boolean answered;

  private int exchanges;

  Connection(Origin origin) {
    this.origin = origin;
  }

  Origin origin() {
    return origin;
  }

  /** Sends the request of an exchange, and tells it what becomes of it. */
  void begin(Exchange next) {
    exchange = next;
    collector = new ResponseCollector(next.request(), next.maxBodyBytes());
    whenIdleCloses = null;
    exchanges++;
    sent = false;
    answered = false;
    startedActive = channel != null && channel.isActive();
    if (startedActive) {
      channel
          .writeAndFlush(RequestWriter.write(next.request()))
          .addListener(written -> written(next, written));
    } else {
      breakOff(new ClosedChannelException());
    }
  }

  private void written(Exchange writer, Future<?> written) {
    if (exchange != writer) {
      return;
    }
    if (written.isSuccess()) {
      sent = true;
      writer.sent();
    } else {
      breakOff(written.cause());
    }
  }

  /** Leaves the connection open without an exchange; the pool hears if it closes. */
  void rest(Runnable whenClosed) {
    whenIdleCloses = whenClosed;
  }

  /** Returns whether it came from the pool, and not a byte of the response has arrived. */
  boolean isStale() {
    return exchanges > 1 && !answered;
  }

  /** Returns whether it was closed before anything of the request could be sent. */
  boolean sentNothing() {
    return !startedActive;
  }

  /** Hears that the server sent something. */
  void bytesArrived() {
    answered = true;
    if (exchange == null && channel != null) {
      channel.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (exchange == null || response != null) {
      context.close();
      return;
    }
    if (message.decoderResult().isFailure()) {
      breakOff(message.decoderResult().cause());
      return;
    }
    try {
      collect(message);
    } catch (IOException e) {
      breakOff(e);
    }
  }

  private void collect(HttpObject message) throws IOException {
    if (message instanceof io.netty.handler.codec.http.HttpResponse head) {
      collector.head(head);
    }
    if (message instanceof HttpContent content) {
      collector.content(content.content());
    }
    if (message instanceof LastHttpContent && collector.isFinal()) {
      response = collector.response();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (response != null && exchange != null) {
      finish(context.channel().isActive());
    }
    context.fireChannelReadComplete();
  }

  private void finish(boolean active) {
    Exchange finished = exchange;
    HttpResponse whole = response;
    boolean reusable = active && sent && collector.keepsAlive();
    forget();
    finished.received(whole, reusable);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (response != null && exchange != null) {
      finish(false);
    } else if (exchange != null) {
      breakOff(new IOException(
          answered
              ? "the server closed the connection in the middle of the response"
              : "the server closed the connection without a response"));
    } else if (whenIdleCloses != null) {
      whenIdleCloses.run();
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (exchange != null) {
      breakOff(cause);
    } else {
      context.close();
    }
  }

  private void breakOff(Throwable cause) {
    Exchange broken = exchange;
    if (broken != null) {
      forget();
      broken.broken(cause);
    }
  }

  private void forget() {
    exchange = null;
    collector = null;
    response = null;
  }

  /** Closes the socket; the exchange that goes on hears nothing more. */
  void close() {
    forget();
    whenIdleCloses = null;
    if (channel != null) {
      channel.close();
    }
  }
}
