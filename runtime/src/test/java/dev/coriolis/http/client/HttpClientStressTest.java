package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever servers do, and whenever requests are cancelled or time out: each one ends, and answers get
 * to the request that asked. The server says what it was asked; what it does is drawn by lot.
 */
@Timeout(60)
class HttpClientStressTest {
  private static final int REQUESTS = 600;
  private static final int AT_A_TIME = 40;

  /** For most requests: a busy machine seldom needs more, and some are never answered. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyRequestEndsAndNothingIsLeft(long seed) throws Exception {
    AtomicInteger answered = new AtomicInteger();
    Random random = new Random(seed);
    Random lots = new Random(seed + 1000);
    try (RawServer one = new RawServer(connection -> misbehave(connection, lots));
        RawServer two = new RawServer(connection -> misbehave(connection, lots));
        TestClient client =
            new TestClient(options -> options.maxConnectionsPerOrigin(4).maxConnections(6))) {
      Semaphore places = new Semaphore(AT_A_TIME);
      CompletableFuture<?>[] all = IntStream.range(0, REQUESTS)
          .mapToObj(i -> {
            places.acquireUninterruptibly();
            String url = (random.nextBoolean() ? one : two).url("/" + i);
            return send(client, random, url, answered).whenComplete((v, f) -> places.release());
          })
          .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).get(40, TimeUnit.SECONDS);

      client.awaitInLoop(
          () -> client.client().pool().size() == client.client().pool().idleCount());
      assertThat(client.inLoop(() -> client.client().pool().waitingCount())).isZero();
      assertThat(answered.get()).isGreaterThan(REQUESTS / 10);
    }
  }

  /** Sends a request, which may be cancelled; checks how it ends. */
  private static CompletableFuture<Void> send(
      TestClient client, Random random, String url, AtomicInteger answered) {
    HttpRequest request = HttpRequest.builder(url)
        .method(random.nextInt(4) == 0 ? HttpMethod.POST : HttpMethod.GET)
        .timeout(random.nextInt(6) == 0 ? Duration.ofMillis(random.nextInt(300) + 1) : PATIENCE)
        .build();
    CompletableFuture<HttpResponse> fetch = client.client().fetch(request).toCompletableFuture();
    if (random.nextInt(6) == 0) {
      client.loop().schedule(Duration.ofMillis(random.nextInt(20)), () -> fetch.cancel(true));
    }
    return fetch.handle((response, failure) -> {
      if (failure == null) {
        answered.incrementAndGet();
        assertThat(response.text()).isEqualTo(response.uri().getPath());
      } else {
        assertThat(failure).isInstanceOfAny(HttpClientException.class, CancellationException.class);
      }
      return null;
    });
  }

  private static void misbehave(RawConnection connection, Random lots)
      throws IOException, InterruptedException {
    for (String head = connection.readHead(); !head.isEmpty(); head = connection.readHead()) {
      String path = head.split(" ")[1];
      String ok = "HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path;
      switch (lots.nextInt(20)) {
        case 0 -> {
          return;
        }
        case 1 -> connection.reset();
        case 2 -> {
          connection.send(ok.substring(0, ok.length() - 1));
          return;
        }
        case 3 -> connection.send("garbage\r\n\r\n");
        case 4 -> connection.send(ok + ok);
        case 5 -> connection.pause(Duration.ofMillis(500));
        case 6 -> {
          connection.send(ok);
          return;
        }
        case 7 -> {
          connection.send("HTTP/1.1 200 OK\r\n\r\n" + path);
          return;
        }
        default -> connection.send(ok);
      }
    }
  }
}
