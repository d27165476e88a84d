package dev.coriolis.http.client;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.http.client.RawServer.always;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClientPoolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void connectionIsUsedAgain() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.get(server.url("/")).text()).isEqualTo("hi");
      }

      assertThat(server.accepted()).isEqualTo(1);
      assertThat(client.inLoop(() -> client.client().pool().idleCount())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
      })
  void connectionIsClosedWhereTheServerWillNotKeepIt(String response) throws Exception {
    try (RawServer server = new RawServer(always(response));
        TestClient client = new TestClient()) {
      client.get(server.url("/"));
      client.get(server.url("/"));

      assertThat(server.accepted()).isEqualTo(2);
      assertThat(client.inLoop(() -> client.client().pool().size())).isZero();
    }
  }

  @Test
  void connectionIsClosedWhereTheRequestSaysSo() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      client.get(
          HttpRequest.builder(server.url("/")).header("Connection", "close").build());

      assertThat(client.inLoop(() -> client.client().pool().size())).isZero();
    }
  }

  @Test
  void connectionThatTheServerClosesLeavesThePool() throws Exception {
    CountDownLatch close = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(OK);
          close.await();
        });
        TestClient client = new TestClient()) {
      client.get(server.url("/"));
      close.countDown();

      client.awaitInLoop(() -> client.client().pool().size() == 0);
    }
  }

  @Test
  void idleConnectionIsClosedInTime() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(OK);
          connection.awaitClose();
          closed.complete(null);
        });
        TestClient client = new TestClient(o -> o.idleTimeout(Duration.ofMillis(50)))) {
      client.get(server.url("/"));

      closed.get(10, TimeUnit.SECONDS);
      client.awaitInLoop(() -> client.client().pool().size() == 0);
    }
  }

  /** The timer may have been set when the connection became idle for the first time. */
  @Test
  void connectionIsIdleForItsWholeTimeAfterEachRequest() throws Exception {
    Duration idle = Duration.ofMillis(300);
    CompletableFuture<Duration> idled = new CompletableFuture<>();
    try (RawServer server = new RawServer(connection -> {
          long last = System.nanoTime();
          while (!connection.readRequest().isEmpty()) {
            last = System.nanoTime();
            connection.send(OK);
          }
          idled.complete(Duration.ofNanos(System.nanoTime() - last));
        });
        TestClient client = new TestClient(options -> options.idleTimeout(idle))) {
      for (int i = 0; i < 3; i++) {
        client.get(server.url("/"));
        client.pause(idle.dividedBy(4));
      }

      assertThat(idled.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(idle);
    }
  }

  @Test
  void timerOfAnIdleConnectionDoesNotMeetItsNextRequest() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(OK);
          connection.readRequest();
          answer.await();
          connection.send(OK);
        });
        TestClient client = new TestClient(o -> o.idleTimeout(Duration.ofMillis(200)))) {
      client.get(server.url("/"));
      var second = client.client().fetch(server.url("/")).toCompletableFuture();
      client.loop().schedule(Duration.ofMillis(300), answer::countDown);

      assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("hi");
    }
  }

  @Test
  void timerOfARequestDoesNotMeetTheNextOneOfItsConnection() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(OK);
          connection.readRequest();
          answer.await();
          connection.send(OK);
        });
        TestClient client = new TestClient()) {
      client.get(
          HttpRequest.builder(server.url("/")).timeout(Duration.ofMillis(800)).build());
      var second = client.client().fetch(server.url("/")).toCompletableFuture();
      client.loop().schedule(Duration.ofMillis(900), answer::countDown);

      assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("hi");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void requestsBeyondTheLimitWaitInTheirOrder() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> {
          while (!connection.readRequest().isEmpty()) {
            answer.await();
            connection.send(OK);
          }
        });
        TestClient client = new TestClient(o -> o.maxConnectionsPerOrigin(1))) {
      List<CompletableFuture<HttpResponse>> all = fetches(client, server, 10);
      client.awaitInLoop(() -> client.client().pool().waitingCount() == 9);
      answer.countDown();
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

      assertThat(server.accepted()).isEqualTo(1);
      assertThat(server.requests().stream().map(HttpClientPoolTest::path).toList())
          .isSorted();
    }
  }

  @Test
  void idleConnectionGivesWayToAnotherOrigin() throws Exception {
    try (RawServer one = new RawServer(always(OK));
        RawServer two = new RawServer(always(OK));
        TestClient client = new TestClient(o -> o.maxConnections(1))) {
      client.get(one.url("/"));
      client.get(two.url("/"));
      client.get(one.url("/"));

      assertThat(one.accepted()).isEqualTo(2);
      assertThat(client.inLoop(() -> client.client().pool().size())).isEqualTo(1);
    }
  }

  @Test
  void originWaitsForASlotOfAnother() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawServer one = new RawServer(connection -> {
          connection.readRequest();
          answer.await();
          connection.send(OK);
        });
        RawServer two = new RawServer(always(OK));
        TestClient client = new TestClient(o -> o.maxConnections(1))) {
      var first = client.client().fetch(one.url("/")).toCompletableFuture();
      var second = client.client().fetch(two.url("/")).toCompletableFuture();
      client.awaitInLoop(() -> client.client().pool().waitingCount() == 1);
      answer.countDown();

      first.get(10, TimeUnit.SECONDS);
      assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("hi");
    }
  }

  @Test
  void staleConnectionIsReplacedWithinTheLimit() throws Exception {
    try (RawServer server = new RawServer(
            connection -> {
              connection.readRequest();
              connection.send(OK);
              connection.readRequest();
            },
            always(OK));
        TestClient client = new TestClient(o -> o.maxConnectionsPerOrigin(1))) {
      client.get(server.url("/1"));
      var second = client.client().fetch(server.url("/2")).toCompletableFuture();
      var third = client.client().fetch(server.url("/3")).toCompletableFuture();

      second.get(10, TimeUnit.SECONDS);
      third.get(10, TimeUnit.SECONDS);
      assertThat(server.requests().stream().map(HttpClientPoolTest::path))
          .containsExactly("/1", "/2", "/2", "/3");
    }
  }

  /** What another thread has brought and the end of the connection meet in one round of the loop. */
  @Test
  void staleConnectionIsReplacedBeforeARequestThatCameMeanwhile() throws Exception {
    CountDownLatch close = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server = new RawServer(
            connection -> {
              connection.readRequest();
              connection.send(OK);
              connection.readRequest();
              close.await();
              connection.close();
              closed.countDown();
            },
            always(OK));
        TestClient client = new TestClient(o -> o.maxConnectionsPerOrigin(1))) {
      client.get(server.url("/1"));
      var second = client.client().fetch(server.url("/2")).toCompletableFuture();
      client.awaitInLoop(() -> server.requests().size() == 2);
      CountDownLatch blocked = new CountDownLatch(1);
      CompletableFuture<Void> goOn = new CompletableFuture<>();
      client.loop().execute(() -> {
        blocked.countDown();
        goOn.join();
      });
      blocked.await();
      var third = client.client().fetch(server.url("/3")).toCompletableFuture();
      close.countDown();
      closed.await();
      goOn.complete(null);

      second.get(10, TimeUnit.SECONDS);
      third.get(10, TimeUnit.SECONDS);
      assertThat(server.requests().stream().map(HttpClientPoolTest::path))
          .containsExactly("/1", "/2", "/2", "/3");
    }
  }

  @Test
  void cancelledRequestLeavesTheQueue() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient(o -> o.maxConnectionsPerOrigin(1))) {
      var first = client.client().fetch(server.url("/")).toCompletableFuture();
      var second = client.client().fetch(server.url("/")).toCompletableFuture();
      client.awaitInLoop(() -> client.client().pool().waitingCount() == 1);

      second.cancel(true);
      client.awaitInLoop(() -> client.client().pool().waitingCount() == 0);

      assertThat(first).isNotDone();
    }
  }

  @Test
  void cancelledRequestClosesItsConnection() throws Exception {
    CompletableFuture<Void> reading = new CompletableFuture<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          reading.complete(null);
          connection.awaitClose();
          closed.complete(null);
        });
        TestClient client = new TestClient()) {
      var fetch = client.client().fetch(server.url("/")).toCompletableFuture();
      reading.get(10, TimeUnit.SECONDS);

      fetch.cancel(true);

      closed.get(10, TimeUnit.SECONDS);
      client.awaitInLoop(() -> client.client().pool().size() == 0);
      assertThat(fetch).isCancelled();
    }
  }

  @Test
  void cancelledCoroutineCancelsItsRequest() throws Exception {
    CompletableFuture<Void> reading = new CompletableFuture<>();
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          reading.complete(null);
          connection.awaitClose();
        });
        TestClient client = new TestClient()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      var coroutine = client.loop().launch(() -> size(client, server.url("/"), thrown));
      reading.get(10, TimeUnit.SECONDS);

      coroutine.cancel(true);

      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      assertThat(client.inLoop(() -> client.client().pool().size())).isZero();
    }
  }

  @Coroutine
  private static CompletionStage<Integer> size(
      TestClient client, String url, CompletableFuture<Throwable> thrown) {
    try {
      return completedFuture(await(client.client().fetch(url)).body().length);
    } catch (CancellationException e) {
      thrown.complete(e);
      throw e;
    }
  }

  @Test
  void manyRequestsGoThroughFewConnections() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      List<CompletableFuture<HttpResponse>> all = fetches(client, server, 500);
      for (CompletableFuture<HttpResponse> fetch : all) {
        assertThat(fetch.get(20, TimeUnit.SECONDS).text()).isEqualTo("hi");
      }

      assertThat(server.accepted()).isLessThanOrEqualTo(16);
      assertThat(server.requests()).hasSize(500);
    }
  }

  private static List<CompletableFuture<HttpResponse>> fetches(
      TestClient client, RawServer server, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> client.client().fetch(server.url("/" + i)).toCompletableFuture())
        .toList();
  }

  private static String path(String request) {
    return request.split(" ")[1];
  }
}
