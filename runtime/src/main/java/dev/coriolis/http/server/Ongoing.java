package dev.coriolis.http.server;

import dev.coriolis.http.Headers;
import dev.coriolis.loop.EventLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to its answer.
 *
 * <pre>
 *            handler responds            written
 *   OPEN --------------------> ANSWERED ---------> (over, once the handler has ended too)
 *    |
 *    | the client goes, or the server's grace period ends
 *    v
 *   ABANDONED: the handler is cancelled, and what it responds goes nowhere
 * </pre>
 *
 * <p><b>Threads:</b> it is answered from any thread, once; the rest belongs to the loop.
 */
final class Ongoing {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private static final VarHandle ANSWERED;

  static {
    try {
      ANSWERED = MethodHandles.lookup().findVarHandle(Ongoing.class, "answered", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Request request;
  private final Connection connection;

  /** Whether the request is answered. Written by ANSWERED, too. */
  private volatile boolean answered;

  private final Signal written = new Signal();
  private final ResponseSteps steps = new ResponseSteps();

  /** Made when something is kept with the request: most have nothing. */
  private volatile @Nullable Map<Class<?>, Object> attached;

  private volatile boolean abandoned;

  /** The run of the handler; null until it was started. */
  private @Nullable CompletableFuture<?> run;

  private boolean handlerEnded;

  Ongoing(Request request, Connection connection) {
    this.request = request;
    this.connection = connection;
  }

  boolean isAnswered() {
    return answered;
  }

  ResponseSteps steps() {
    return steps;
  }

  synchronized void attach(Class<?> type, Object value) {
    Map<Class<?>, Object> all = attached;
    if (all == null) {
      all = new ConcurrentHashMap<>();
      attached = all;
    }
    all.put(type, value);
  }

  @Nullable
  Object attached(Class<?> type) {
    Map<Class<?>, Object> all = attached;
    return all == null ? null : all.get(type);
  }

  /**
   * Answers the request.
   *
   * @return completes when the response was written, or when it never will be
   * @throws IllegalStateException if it was answered before
   */
  CompletionStage<Void> answer(Response response) {
    if (!ANSWERED.compareAndSet(this, false, true)) {
      throw new IllegalStateException(request + " was answered before");
    }
    connection.inLoop(() -> send(response));
    return written;
  }

  private void send(Response response) {
    if (steps.isEmpty()) {
      connection.send(this, response);
      return;
    }
    steps.take(response).whenComplete((last, failure) -> {
      if (failure != null) {
        LOG.error("{} failed before its response was sent", request, failure);
      }
      connection.send(this, failure == null ? last : response(failure));
    });
  }

  /** Answers a failure, or ends the connection if the answer has begun. */
  CompletionStage<Void> fail(Throwable failure) {
    if (abandoned && failure instanceof CancellationException) {
      LOG.debug("{} was cancelled", request);
      answered = true;
      return written;
    }
    if (!(failure instanceof HttpError error) || isAnswered()) {
      LOG.error("{} failed", request, failure);
    } else if (error.status() >= 500) {
      LOG.warn("{} ends with {} {}", request, error.status(), error.getMessage());
    }
    // Made first: from the moment the request counts as answered, nothing may go wrong.
    Response response = response(failure);
    if (ANSWERED.compareAndSet(this, false, true)) {
      connection.inLoop(() -> send(response));
    } else {
      connection.inLoop(connection::closeWhenWritten);
    }
    return written;
  }

  private static Response response(Throwable failure) {
    if (failure instanceof HttpError error) {
      return Response.error(error.status(), String.valueOf(error.getMessage()), error.headers());
    }
    return Response.error(
        500, "the request failed; the server's log has the reason", Headers.none());
  }

  /**
   * Runs the handler, and tells the connection of its end.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  void run(HandlerRun handler, EventLoop loop) {
    Exchange exchange = new Exchange(request, this, Map.of());
    CompletableFuture<Void> started = loop.launch(() -> handler.run(exchange));
    if (started.isDone()) {
      connection.handlerEnded(this);
    } else {
      run = started;
      started.whenComplete(
          (none, failure) -> connection.inLoop(() -> connection.handlerEnded(this)));
    }
  }

  /** Gives the request up: the response goes nowhere, and a handler without one is cancelled. */
  void abandon() {
    abandoned = true;
    written.give();
    if (!isAnswered()) {
      cancel();
    }
  }

  void cancel() {
    abandoned = true;
    if (run != null) {
      run.cancel(true);
    }
  }

  void written() {
    written.give();
  }

  boolean isWritten() {
    return written.isDone();
  }

  void handlerEnded() {
    handlerEnded = true;
  }

  /** Returns whether the connection may go on to the next request. */
  boolean isOver() {
    return handlerEnded && isWritten();
  }
}
