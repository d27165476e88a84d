package dev.coriolis.http.server;

import dev.coriolis.http.server.ResponseWriter.Connect;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: takes requests one after the other, and writes their responses in that
 * order.
 *
 * <pre>
 *          first byte       head              last of body
 *   IDLE -----------> HEAD ------> BODY -----------------> HANDLING
 *    ^                  |            |                        |
 *    |                  | refused    | refused                | response written
 *    |                  v            v                        | and handler ended
 *    |                 CLOSING <-----+------ if it closes ----+
 *    +--------------------------------------------------------+
 * </pre>
 *
 * <p>A response to one of several requests that were read together counts as written when it is held
 * back to go with the others. Where the client does not take them then, the connection is SENDING
 * instead of IDLE, until it has.
 *
 * <p>While a handler runs, the connection reads on, to see the client go; but only until a piece of
 * the next request comes, so that what waits in memory is never more than one read.
 *
 * <p><b>Threads:</b> confined to the loop, but for {@link #inLoop}.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /**
   * How long an idle connection stays open when the server stops: a request may be on its way, and would be
   * lost. A client that has more of them hears with the next response that it was the last one.
   */
  private static final Duration LAST_REQUEST = Duration.ofMillis(100);

  /** What the connection is doing; see the diagram above. */
  private enum Phase {
    IDLE,
    HEAD,
    BODY,
    HANDLING,
    SENDING,
    CLOSING
  }

  private final ServerContext server;
  private final Channel channel;
  private final Deadlines deadlines;
  private final RequestReader reader;
  private final HandlerRun handlerRun;
  private final Watchdog watchdog;
  private final Output output;
  private final Intake intake;

  private Phase phase = Phase.IDLE;
  private @Nullable Ongoing ongoing;
  private boolean draining;
  private boolean closeWhenWritten;

  /** Whether the first bytes of a head came with the last read. */
  private boolean headBegins;

  Connection(ServerContext server, Channel channel) {
    this.server = server;
    this.channel = channel;
    this.deadlines = server.options().deadlines();
    this.reader =
        new RequestReader(server.options().limits(), (InetSocketAddress) channel.remoteAddress());
    this.intake = new Intake(this, reader);
    this.handlerRun = new HandlerRun(server.handler());
    this.watchdog = new Watchdog(channel.eventLoop(), this::deadlinePassed);
    this.output = new Output(channel);
  }

  /** Runs a task on the loop: at once, if that is the calling thread. From any thread. */
  void inLoop(Runnable task) {
    server.inLoop(task);
  }

  void opened() {
    server.connections().add(this);
    expectRequest();
    channel.read();
  }

  /** Notes that bytes have come, which may be any part of a request, or several. */
  void bytesReceived() {
    output.beginBatch();
    if (phase == Phase.IDLE && intake.isEmpty()) {
      phase = Phase.HEAD;
      headBegins = true;
    }
  }

  Intake intake() {
    return intake;
  }

  /** Returns whether a request or its response is to be done with before the next one. */
  boolean isBusy() {
    return phase == Phase.HANDLING || phase == Phase.SENDING;
  }

  boolean isClosing() {
    return phase == Phase.CLOSING;
  }

  boolean isReadingBody() {
    return phase == Phase.BODY;
  }

  boolean isReading() {
    return phase == Phase.HEAD || phase == Phase.BODY;
  }

  /** Notes that all parts that came with one read were given. */
  void readCompleted() {
    endBatch();
    if (intake.isEmpty()) {
      channel.read();
    }
  }

  /**
   * Sends the responses of the batch and sets the deadline for what is to come: to look at the clock for
   * each step of each request of it would be in vain.
   */
  private void endBatch() {
    output.endBatch();
    boolean headBegan = headBegins;
    headBegins = false;
    if (phase == Phase.IDLE) {
      if (output.isSent()) {
        expectRequest();
      } else {
        awaitSent();
      }
    } else if (phase == Phase.BODY) {
      watchdog.expect(deadlines.progress());
    } else if (phase == Phase.HEAD && headBegan) {
      watchdog.expect(deadlines.head());
    }
  }

  /** Notes that the reader has the head of a request. */
  void headRead() {
    phase = Phase.BODY;
    if (reader.expectsContinue()) {
      output.send(ResponseWriter.goOn());
      // The client sends nothing more before it has it.
      output.flush();
    }
  }

  /** Has the handler answer a request, which ends in {@link #handlerEnded}. */
  void handle(Request request) {
    phase = Phase.HANDLING;
    watchdog.rest();
    Ongoing started = new Ongoing(request, this);
    ongoing = started;
    try {
      started.run(handlerRun, server.loop());
    } catch (RejectedExecutionException e) {
      // The loop is closing, and this connection with it.
      started.handlerEnded();
      close();
    }
  }

  void handlerEnded(Ongoing ended) {
    ended.handlerEnded();
    if (!ended.isAnswered()) {
      close();
    }
    goOnAfter(ended);
  }

  /** Writes the response to the request that is being handled. */
  void send(Ongoing answered, Response response) {
    if (!channel.isActive()) {
      answered.written();
      goOnAfter(answered);
      return;
    }
    closeWhenWritten |= draining
        || !reader.isKeepAlive()
        || response.headers().containsToken("Connection", "close");
    try {
      if (output.send(message(response)) && !closeWhenWritten) {
        answered.written();
        goOnAfter(answered);
      } else {
        whenSent(future -> written(answered, future));
      }
    } catch (RuntimeException | Error e) { // memory may be short for a large response
      // The end of the connection is the end of the request: nobody waits for an answer.
      LOG.error("could not write a response to {}", channel.remoteAddress(), e);
      close();
    }
  }

  private ByteBuf message(Response response) {
    Connect connect = closeWhenWritten ? Connect.CLOSE : reader.keepAlive();
    return server.responses().message(channel.alloc(), response, reader.isHead(), connect);
  }

  /** Watches that the client takes what was written, and tells when it has all. */
  private void whenSent(FutureListener<Void> listener) {
    ChannelFuture sent = output.whenSent();
    watchdog.expect(deadlines.progress());
    sent.addListener(listener);
  }

  private void written(Ongoing answered, Future<?> future) {
    closeUnlessKept(future);
    answered.written();
    goOnAfter(answered);
  }

  private void closeUnlessKept(Future<?> sent) {
    watchdog.rest();
    if (!sent.isSuccess()) {
      LOG.debug("could not answer {}", channel.remoteAddress(), sent.cause());
      channel.close();
    } else if (closeWhenWritten) {
      closeAfterResponse();
    }
  }

  /** Waits for the client to take what was held back, before anything else of it is looked at. */
  private void awaitSent() {
    phase = Phase.SENDING;
    whenSent(future -> {
      closeUnlessKept(future);
      if (channel.isOpen() && phase == Phase.SENDING) {
        becomeIdle();
      }
    });
  }

  /** Ends the connection after the response that was begun. */
  void closeWhenWritten() {
    closeWhenWritten = true;
    if (ongoing != null && !ongoing.isWritten()) {
      return;
    }
    output.flush();
    if (output.isSent()) {
      closeAfterResponse();
    } else if (phase != Phase.SENDING) {
      awaitSent();
    }
  }

  private void goOnAfter(Ongoing request) {
    if (request != ongoing || !request.isOver()) {
      return;
    }
    ongoing = null;
    reader.reset();
    if (!channel.isActive()) {
      server.connections().remove(this);
    } else if (phase == Phase.HANDLING) {
      becomeIdle();
    }
  }

  private void becomeIdle() {
    phase = Phase.IDLE;
    if (intake.isEmpty()) {
      if (!output.isInBatch()) {
        expectRequest();
      }
    } else if (!intake.isTaking()) {
      takeWaitingLater();
    }
  }

  /** In a turn of its own: no handler starts inside the turn of another, or on top of its stack. */
  private void takeWaitingLater() {
    try {
      server.loop().execute(this::takeWaiting);
    } catch (RejectedExecutionException e) {
      close();
    }
  }

  private void takeWaiting() {
    output.beginBatch();
    intake.take();
    endBatch();
    if (phase != Phase.CLOSING && intake.isEmpty()) {
      channel.read();
    }
  }

  private void expectRequest() {
    watchdog.expect(draining ? LAST_REQUEST : deadlines.idle());
  }

  /** Closes the connection, whatever goes on; what the client does not take at once is lost. */
  void close() {
    output.flush();
    channel.close();
  }

  /** Answers a request that was refused before it was complete, and closes the connection. */
  void refuse(HttpError refusal) {
    LOG.debug("refused a request of {}: {}", channel.remoteAddress(), refusal.getMessage());
    phase = Phase.CLOSING;
    closeWhenWritten = true;
    Response response =
        Response.error(refusal.status(), String.valueOf(refusal.getMessage()), refusal.headers());
    output.send(message(response));
    whenSent(future -> linger());
  }

  private void closeAfterResponse() {
    if (intake.isEmpty()) {
      channel.close();
    } else {
      linger();
    }
  }

  /**
   * Closes the connection once the client has seen the response. To close a socket with bytes that
   * nobody has read resets the connection, and the response may be lost on the way.
   */
  private void linger() {
    phase = Phase.CLOSING;
    intake.release();
    watchdog.expect(Linger.AT_MOST);
    Linger.begin(channel);
  }

  private void deadlinePassed() {
    switch (phase) {
      case HEAD -> refuse(new HttpError(408, "the headers took too long"));
      case BODY -> refuse(new HttpError(408, "the body took too long"));
      case HANDLING, SENDING -> {
        if (output.hasMoved()) {
          watchdog.expect(deadlines.progress());
        } else {
          channel.close();
        }
      }
      case IDLE, CLOSING -> channel.close();
    }
  }

  /** Closes the connection: soon if it has no request, otherwise when that is answered. */
  void drain() {
    draining = true;
    if (!hasRequest()) {
      expectRequest();
    }
  }

  /** Returns whether anything of a request has come that is not answered yet. */
  boolean hasRequest() {
    return phase != Phase.IDLE || !intake.isEmpty();
  }

  /** Closes the connection now, and cancels its handler. */
  void cut() {
    if (ongoing != null) {
      ongoing.cancel();
    }
    close();
  }

  void closed() {
    phase = Phase.CLOSING;
    watchdog.close();
    intake.release();
    if (ongoing == null) {
      server.connections().remove(this);
    } else {
      Ongoing abandoned = ongoing;
      abandoned.abandon();
      goOnAfter(abandoned);
    }
  }
}
