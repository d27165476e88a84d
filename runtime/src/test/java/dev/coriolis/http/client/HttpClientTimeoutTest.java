package dev.coriolis.http.client;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.http.client.RawServer.always;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import dev.coriolis.Scope;
import dev.coriolis.http.client.HttpClientException.Phase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpClientTimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  /** The first handshake of a JVM makes much ready before it begins. */
  private static final Duration LONG = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(50);

  @Test
  void slowResponseTimesOut() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.awaitClose();
          closed.complete(null);
        });
        TestClient client = new TestClient(options -> options.timeout(SHORT))) {
      assertTimeout(client.failure(server.url("/")), Phase.RECEIVE)
          .hasMessage("receiving the response from 127.0.0.1:" + server.port()
              + " failed: not done within 400 ms");
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void dripOfBytesTimesOut() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
          while (true) {
            connection.send("x");
            connection.pause(PAUSE);
          }
        });
        TestClient client = new TestClient(options -> options.timeout(SHORT))) {
      assertTimeout(client.failure(server.url("/")), Phase.RECEIVE);
    }
  }

  @Test
  void timeInTheQueueCounts() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient(options -> options.maxConnectionsPerOrigin(1))) {
      var first = client.client().fetch(server.url("/")).toCompletableFuture();
      HttpRequest second = HttpRequest.builder(server.url("/")).timeout(SHORT).build();

      assertTimeout(TestClient.failure(client.client().fetch(second)), Phase.QUEUE)
          .hasMessageContaining("waiting for a connection to 127.0.0.1:" + server.port());
      assertThat(first).isNotDone();
    }
  }

  /** One timer is for all of them, and waits for the first. */
  @Test
  void eachOfSeveralRequestsHasItsWholeTime() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient(options -> options.timeout(SHORT))) {
      List<CompletableFuture<Duration>> times = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        times.add(client
            .client()
            .fetch(server.url("/"))
            .handle((response, failure) -> {
              assertTimeout(failure, Phase.RECEIVE);
              return Duration.ofNanos(System.nanoTime() - start);
            })
            .toCompletableFuture());
        client.pause(PAUSE);
      }
      for (CompletableFuture<Duration> time : times) {
        assertThat(time.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(SHORT);
      }
      assertTimeout(client.failure(server.url("/")), Phase.RECEIVE);
    }
  }

  @Test
  void timeOfRedirectsCounts() throws Exception {
    String again = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = new RawServer(connection -> {
          while (!connection.readRequest().isEmpty()) {
            connection.pause(PAUSE);
            connection.send(again);
          }
        });
        TestClient client = new TestClient(options -> options.timeout(SHORT).maxRedirects(1000))) {
      assertTimeout(client.failure(server.url("/")), Phase.RECEIVE);
    }
  }

  @Test
  void silentTlsServerTimesOut() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient(options -> options.connectTimeout(LONG))) {
      assertTimeout(client.failure("https://127.0.0.1:" + server.port() + "/"), Phase.TLS)
          .hasMessageContaining("the TLS handshake with 127.0.0.1:" + server.port());
    }
  }

  @Test
  void connectTimeoutDoesNotLimitTheResponse() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.pause(SHORT.plus(PAUSE));
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        TestClient client = new TestClient(options -> options.connectTimeout(SHORT))) {
      assertThat(client.get(server.url("/")).status()).isEqualTo(200);
    }
  }

  @Test
  void timeoutsMayBeForEver() throws Exception {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    try (RawServer server = new RawServer(always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        TestClient client = new TestClient(
            options -> options.connectTimeout(forEver).timeout(forEver).idleTimeout(forEver))) {
      assertThat(client.get(server.url("/")).status()).isEqualTo(200);
      assertThat(client.get(server.url("/")).status()).isEqualTo(200);
    }
  }

  @Test
  void requestsThatTimeOutLeaveTheOthersAlone() throws Exception {
    String ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = new RawServer(RawConnection::awaitClose, always(ok));
        TestClient client = new TestClient(options -> options.maxConnectionsPerOrigin(1))) {
      HttpRequest slow = HttpRequest.builder(server.url("/")).timeout(SHORT).build();
      var first = client.client().fetch(slow);
      var second = client.client().fetch(server.url("/")).toCompletableFuture();

      assertTimeout(TestClient.failure(first), Phase.RECEIVE);
      assertThat(second.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  /** Many times, as two timers for one moment may go off in any order. */
  @Test
  void deadlineOfTheCallerIsSeenAsTheCallersOwn() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient()) {
      HttpRequest request = HttpRequest.get(server.url("/"));
      Duration time = Duration.ofMillis(20);
      for (int i = 0; i < 20; i++) {
        assertThat(TestClient.failure(client
                .loop()
                .launch(() -> Coroutines.timeout(time, () -> client.client().fetch(request)))))
            .isInstanceOf(TimeoutException.class)
            .hasMessage("timed out after 20 ms");
        assertThat(TestClient.failure(
                client.loop().launch(() -> fetchInScope(client.client(), request, time))))
            .isInstanceOf(TimeoutException.class)
            .hasNoSuppressedExceptions();
      }
    }
  }

  @Coroutine
  private static CompletionStage<HttpResponse> fetchInScope(
      HttpClient client, HttpRequest request, Duration time) {
    try (Scope scope = Scope.open(time)) {
      CompletionStage<HttpResponse> response = scope.fork(() -> client.fetch(request));
      await(scope.join());
      return completedFuture(await(response));
    }
  }

  @Test
  void requestThatIsShieldedFromTheDeadlineEndsSoonAfterIt() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient()) {
      AtomicReference<CompletionStage<HttpResponse>> shielded = new AtomicReference<>();
      var limited = client
          .loop()
          .launch(() -> Coroutines.timeout(SHORT, () -> {
            shielded.set(client.client().fetch(server.url("/")));
            return Coroutines.shield(shielded.get());
          }));

      assertThat(TestClient.failure(limited)).isInstanceOf(TimeoutException.class);
      assertTimeout(TestClient.failure(shielded.get()), Phase.RECEIVE);
    }
  }

  @Test
  void requestOfAnotherThreadEndsSoonAfterItsDeadlineToo() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient()) {
      AtomicReference<CompletionStage<HttpResponse>> shielded = new AtomicReference<>();
      var limited = Coroutines.timeout(SHORT, () -> {
        shielded.set(client.client().fetch(server.url("/")));
        return Coroutines.shield(shielded.get());
      });

      // On a busy machine the client may be the first to end it.
      assertThat(TestClient.failure(limited))
          .isInstanceOfAny(TimeoutException.class, HttpTimeoutException.class);
      assertTimeout(TestClient.failure(shielded.get()), Phase.RECEIVE);
    }
  }

  @Test
  void timeoutsMustBePositive() {
    assertThatThrownBy(() -> HttpClient.builder().timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must be positive, was PT0S");
    assertThatThrownBy(() -> HttpRequest.builder("http://a/").connectTimeout(SHORT.negated()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.4S");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertTimeout(
      Throwable failure, Phase phase) {
    assertThat(failure).isInstanceOf(HttpTimeoutException.class);
    assertThat(((HttpTimeoutException) failure).phase()).as(failure.toString()).isEqualTo(phase);
    return assertThat(failure);
  }
}
