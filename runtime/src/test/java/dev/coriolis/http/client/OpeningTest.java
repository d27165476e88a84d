package dev.coriolis.http.client;

import static dev.coriolis.http.client.RawServer.always;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.client.HttpClientException.Phase;
import dev.coriolis.loop.EventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpeningTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final EventLoop loop = EventLoop.create("opening-test");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** How an attempt ended: with a connection, or with the phase and the cause of its failure. */
  private record End(Connection connection, Phase phase, Throwable cause) {}

  @Test
  void triesTheAddressesInTurn() throws Exception {
    // Nobody listens on the first one.
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
    try (RawServer server = new RawServer(RawConnection::awaitClose)) {
      End end = open(CompletableFuture.completedFuture(addresses), server.port(), LONG);

      assertThat(end.connection()).isNotNull();
      loop.execute(end.connection()::close);
    }
  }

  @Test
  void failsAsTheLastAddress() throws Exception {
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3"));
    try (RawServer server = new RawServer(always(""))) {
      End end = open(CompletableFuture.completedFuture(addresses), server.port(), LONG);

      assertThat(end.phase()).isEqualTo(Phase.CONNECT);
      assertThat(end.cause()).hasMessageContaining("127.0.0.3");
    }
  }

  @Test
  void slowLookupTimesOut() throws Exception {
    End end = open(new CompletableFuture<>(), 1, Duration.ofMillis(50));

    assertThat(end.phase()).isEqualTo(Phase.RESOLVE);
    assertThat(end.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void cancelledAttemptIsNotHeardOfAgain() throws Exception {
    CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    CompletableFuture<End> end = new CompletableFuture<>();
    Opening opening = opening(addresses, 1, LONG, end);
    loop.execute(opening::start);
    loop.execute(opening::cancel);

    loop.execute(() -> addresses.complete(List.of(InetAddress.getLoopbackAddress())));
    CompletableFuture<Void> later = new CompletableFuture<>();
    loop.schedule(Duration.ofMillis(50), () -> later.complete(null));
    later.get(5, TimeUnit.SECONDS);

    assertThat(end).isNotDone();
  }

  private End open(CompletableFuture<List<InetAddress>> addresses, int port, Duration timeout)
      throws Exception {
    CompletableFuture<End> end = new CompletableFuture<>();
    loop.execute(opening(addresses, port, timeout, end)::start);
    return end.get(10, TimeUnit.SECONDS);
  }

  private Opening opening(
      CompletableFuture<List<InetAddress>> addresses,
      int port,
      Duration timeout,
      CompletableFuture<End> end) {
    Connector connector = new Connector(loop, host -> addresses, new Tls(List.of(), loop::execute));
    return connector.opening(new Origin(false, "host", port), timeout, new Opening.Listener() {
      @Override
      public void opened(Connection connection) {
        end.complete(new End(connection, null, null));
      }

      @Override
      public void notOpened(Phase reached, Throwable cause) {
        end.complete(new End(null, reached, cause));
      }
    });
  }
}
