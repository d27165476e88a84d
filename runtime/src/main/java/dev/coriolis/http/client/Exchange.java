package dev.coriolis.http.client;

import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.http.client.HttpClientException.Phase;
import io.netty.channel.ConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request on one connection, and the future of its response. Confined to the loop, but for {@link
 * #cancel}.
 *
 * <pre>
 *   start             a slot is free             opened
 *   -----> (queued) ----------------> (opening) --------> (on a connection) ---> response
 *             |                           |                   ^    |
 *             |   a connection is idle    |                   |    |
 *             +---------------------------|-------------------+    |
 *             |                           |                        |
 *             +---------------------------+------------------------+---> failed, cancelled
 * </pre>
 *
 * <p>Whatever it holds on its way, its place in the queue, its slot or its connection, it gives back
 * before it completes.
 */
final class Exchange extends LinkedFuture<HttpResponse> implements Opening.Listener {
  private final HttpRequest request;
  private final ConnectionPool pool;
  private final Fetch fetch;
  private final boolean fresh;
  private Phase phase = Phase.QUEUE;
  private @Nullable Opening opening;
  private @Nullable Connection connection;

  /** Creates an exchange; a fresh one takes no connection that was used before. */
  Exchange(HttpRequest request, ConnectionPool pool, Fetch fetch, boolean fresh) {
    this.request = request;
    this.pool = pool;
    this.fetch = fetch;
    this.fresh = fresh;
  }

  HttpRequest request() {
    return request;
  }

  Origin origin() {
    return request.origin();
  }

  boolean isFresh() {
    return fresh;
  }

  /** Returns the place in the queue: the lower number comes first. */
  long ticket() {
    return fetch.ticket();
  }

  int maxBodyBytes() {
    return fetch.maxBodyBytes();
  }

  Exchange start() {
    pool.enqueue(this);
    return this;
  }

  /** Opens a connection, for which the pool has reserved a slot. */
  void open() {
    Opening begun = pool.connector().opening(origin(), fetch.timeouts().connect(), this);
    opening = begun;
    begun.start();
  }

  @Override
  public void opened(Connection opened) {
    opening = null;
    use(opened);
  }

  @Override
  public void notOpened(Phase reached, Throwable cause) {
    phase = reached;
    opening = null;
    pool.free(origin());
    boolean late = cause instanceof TimeoutException || cause instanceof ConnectTimeoutException;
    completeExceptionally(
        late
            ? new HttpTimeoutException(
                phase, origin().toString(), fetch.timeouts().connect())
            : new HttpClientException(phase, origin().toString(), cause));
    pool.serve();
  }

  /** Sends the request on a connection, which is this exchange's from now on. */
  void use(Connection taken) {
    connection = taken;
    phase = Phase.SEND;
    taken.begin(this);
  }

  /** Hears that the request was sent. */
  void sent() {
    phase = Phase.RECEIVE;
  }

  /** Hears of the response, and whether the connection can carry another exchange. */
  void received(Connection used, HttpResponse response, boolean reusable) {
    connection = null;
    if (reusable) {
      pool.keep(used);
    } else {
      used.close();
      pool.free(origin());
    }
    complete(response);
    pool.serve();
  }

  /** Hears that the connection cannot be used any more. */
  void broken(Connection used, Throwable cause) {
    boolean again = used.isStale() && (used.sentNothing() || request.method().isIdempotent());
    if (again) {
      connection = null;
      used.close();
      completeExceptionally(new StaleConnectionException(phase, origin().toString(), cause));
      pool.freeLater(origin());
    } else {
      abort(new HttpClientException(phase, origin().toString(), cause));
    }
  }

  /** Fails since the whole request has taken too long. */
  void timeOut(Duration timeout) {
    abort(new HttpTimeoutException(currentPhase(), origin().toString(), timeout));
  }

  /** Fails since the client was closed. */
  void shutDown() {
    abort(new HttpClientException(
        currentPhase(), origin().toString(), null, "the HTTP client was closed"));
  }

  private Phase currentPhase() {
    return opening == null ? phase : opening.phase();
  }

  private void abort(Throwable failure) {
    if (isDone()) {
      return;
    }
    if (opening != null) {
      opening.cancel();
      opening = null;
      pool.free(origin());
    } else if (connection != null) {
      connection.close();
      connection = null;
      pool.free(origin());
    } else {
      pool.leave(this);
    }
    completeExceptionally(failure);
    pool.serve();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    if (pool.connector().loop().inLoop()) {
      cancelInLoop();
      return true;
    }
    try {
      pool.connector().loop().execute(this::cancelInLoop);
      return true;
    } catch (RejectedExecutionException e) {
      return super.cancel(mayInterruptIfRunning);
    }
  }

  private void cancelInLoop() {
    abort(new CancellationException("the request was cancelled"));
  }
}
