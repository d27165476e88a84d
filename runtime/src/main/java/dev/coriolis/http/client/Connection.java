package dev.coriolis.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
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
  private final ResponseDecoder decoder = new ResponseDecoder();
  private @Nullable Channel channel;
  private @Nullable InFlight inFlight;
  private @Nullable Runnable whenIdleCloses;
  private int exchanges;
  private boolean startedActive;
  private boolean answered;

  /** Whether the server has said over TLS that it sends nothing more. */
  private boolean endSaid;

  /** The exchange that goes on, and what has come of its response. */
  private static final class InFlight {
    private final Exchange exchange;
    private final ResponseCollector collector;
    private boolean sent;
    private @Nullable Throwable unsent;
    private @Nullable HttpResponse response;

    InFlight(Exchange exchange) {
      this.exchange = exchange;
      this.collector = new ResponseCollector(exchange.request(), exchange.maxBodyBytes());
    }
  }

  Connection(Origin origin) {
    this.origin = origin;
  }

  Origin origin() {
    return origin;
  }

  /** Returns the decoder, which comes before it in its pipeline. */
  ResponseDecoder decoder() {
    return decoder;
  }

  /** Sends the request of an exchange, and tells it what becomes of it. */
  void begin(Exchange exchange) {
    Channel socket = Objects.requireNonNull(channel, "an opened connection has its socket");
    InFlight now = new InFlight(exchange);
    inFlight = now;
    whenIdleCloses = null;
    exchanges++;
    answered = false;
    decoder.expectAnswerTo(exchange.request().method());
    startedActive = socket.isActive();
    if (startedActive) {
      socket
          .writeAndFlush(RequestWriter.write(exchange.request()))
          .addListener(written -> written(now, written));
    } else {
      breakOff(new ClosedChannelException());
    }
  }

  private void written(InFlight writer, Future<?> written) {
    if (inFlight != writer) {
      return;
    }
    if (written.isSuccess()) {
      writer.sent = true;
      writer.exchange.sent();
      return;
    }
    Throwable cause = causeOf(written.cause());
    if (cause instanceof IOException && channelIsOpen()) {
      // A server may refuse a long request by its response, before it has read all of it.
      writer.unsent = cause;
    } else {
      breakOff(cause);
    }
  }

  /** A write that fails closes that side of the socket for Netty, which is not what went wrong. */
  private static Throwable causeOf(Throwable failure) {
    boolean isShutDown = failure instanceof ChannelOutputShutdownException;
    return isShutDown && failure.getCause() != null ? failure.getCause() : failure;
  }

  private boolean channelIsOpen() {
    return channel != null && channel.isActive();
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
    if (inFlight == null) {
      close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    InFlight now = inFlight;
    if (now == null || now.response != null) {
      context.close();
      return;
    }
    if (message.decoderResult().isFailure()) {
      breakOff(undecoded(message.decoderResult().cause()));
      return;
    }
    try {
      collect(message, now);
    } catch (IOException e) {
      breakOff(e);
    }
  }

  private IOException undecoded(Throwable cause) {
    return cause instanceof PrematureChannelClosureException
        ? closedByServer()
        : new IOException("the response is malformed: " + cause.getMessage(), cause);
  }

  private void collect(HttpObject message, InFlight now) throws IOException {
    if (message instanceof io.netty.handler.codec.http.HttpResponse head) {
      now.collector.head(head);
    }
    if (message instanceof HttpContent content) {
      now.collector.content(content.content());
    }
    if (message instanceof LastHttpContent && now.collector.isFinal()) {
      if (origin.secure() && !endSaid && now.collector.endsWithConnection()) {
        // Anybody on the way can end a connection, but only the server can say that this was all.
        throw new IOException("the server closed the connection without the end of TLS,"
            + " so that the response may be cut short");
      }
      now.response = now.collector.response();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    finishIfWhole(context.channel().isActive());
    context.fireChannelReadComplete();
  }

  private void finishIfWhole(boolean active) {
    InFlight now = inFlight;
    if (now != null && now.response != null) {
      inFlight = null;
      boolean reusable = active && now.sent && now.collector.keepsAlive() && !decoder.hasMore();
      now.exchange.received(this, now.response, reusable);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    endSaid |= event == SslCloseCompletionEvent.SUCCESS;
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finishIfWhole(false);
    if (inFlight != null) {
      breakOff(inFlight.unsent == null ? closedByServer() : inFlight.unsent);
    } else if (whenIdleCloses != null) {
      whenIdleCloses.run();
    }
    context.fireChannelInactive();
  }

  private IOException closedByServer() {
    return new IOException("the server closed the connection "
        + (answered ? "in the middle of the response" : "without a response"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    breakOff(cause);
    context.close();
  }

  private void breakOff(Throwable cause) {
    InFlight broken = inFlight;
    if (broken != null) {
      inFlight = null;
      broken.exchange.broken(this, cause);
    }
  }

  /** Closes the socket; the exchange that goes on hears nothing more, but an idle one's pool does. */
  void close() {
    inFlight = null;
    if (channel != null) {
      channel.close();
    }
  }
}
