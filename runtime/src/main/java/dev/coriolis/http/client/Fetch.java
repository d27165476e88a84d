package dev.coriolis.http.client;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClientException.Phase;
import dev.coriolis.loop.Timer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link HttpClient#fetch}: the first exchange and those that redirects lead to. Confined
 * to the loop.
 *
 * <p>Its time is that of the request, so that the time in the queue and that of redirects count, and
 * no timer can meet the next request of a connection.
 */
final class Fetch {
  private final HttpClient client;
  private final HttpRequest first;
  private final Timeouts timeouts;
  private final long ticket;
  private @Nullable Exchange current;
  private boolean expired;

  /** Its own timer, if its time is not the usual one. */
  private @Nullable Timer timer;

  private long endsAt;

  Fetch(HttpClient client, HttpRequest first, Timeouts timeouts, long ticket) {
    this.client = client;
    this.first = first;
    this.timeouts = timeouts;
    this.ticket = ticket;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  long ticket() {
    return ticket;
  }

  int maxBodyBytes() {
    return client.maxBodyBytes();
  }

  @Coroutine
  CompletionStage<HttpResponse> run() {
    try {
      HttpRequest request = first;
      for (int followed = 0; ; followed++) {
        HttpResponse response = await(exchange(request));
        Optional<HttpRequest> next = Redirects.next(request, response);
        if (next.isEmpty() || client.maxRedirects() == 0) {
          return completedFuture(response);
        }
        if (followed == client.maxRedirects()) {
          return failedFuture(tooManyRedirects());
        }
        request = next.get();
      }
    } finally {
      end();
    }
  }

  private HttpClientException tooManyRedirects() {
    String reason = "more than " + client.maxRedirects() + " redirects";
    return new HttpClientException(Phase.REDIRECT, first.origin().toString(), null, reason);
  }

  /** Sends a request, and again on a new connection if that from the pool was closed already. */
  @Coroutine
  private CompletionStage<HttpResponse> exchange(HttpRequest request) {
    try {
      return completedFuture(await(begin(request, false), StaleConnectionException.class));
    } catch (StaleConnectionException e) {
      return begin(request, true);
    }
  }

  private Exchange begin(HttpRequest request, boolean fresh) {
    Exchange exchange = new Exchange(request, client.pool(), this, fresh);
    current = exchange;
    if (expired) {
      // The last exchange ended in the moment in which time was up.
      exchange.timeOut(timeouts.whole());
      return exchange;
    }
    return exchange.start();
  }

  private void end() {
    if (timer != null) {
      timer.cancel();
    }
    client.ended(this);
  }

  void timer(Timer own) {
    timer = own;
  }

  /** Sets when its time is over, by {@link System#nanoTime}; somebody else looks at the clock. */
  void endsAt(long nanos) {
    endsAt = nanos;
  }

  long endsAt() {
    return endsAt;
  }

  /** Fails the request since it has taken too long. */
  void timeOut() {
    expired = true;
    if (current != null) {
      current.timeOut(timeouts.whole());
    }
  }

  /** Fails the request since the client was closed. */
  void shutDown() {
    if (current != null) {
      current.shutDown();
    }
  }
}
