package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server does with clients that are slow. */
@Timeout(60)
class DeadlinesTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void slowHeadersAreRefused() throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200), options -> options.headerTimeout(SHORT));
        RawClient client = server.connect()) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost:").readAll())
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .containsIgnoringCase("connection: close\r\n");
    }
  }

  @Test
  void slowHeadersOfLaterRequestAreRefused() throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200), options -> options.headerTimeout(SHORT));
        RawClient client = server.connect()) {
      assertThat(client.sendHead("GET / HTTP/1.1", "Host: a").readResponse()).contains(" 200 ");

      assertThat(client.send("G").readAll()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void bodyWithoutProgressIsRefused() throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200), options -> options.progressTimeout(SHORT));
        RawClient client = server.connect()) {
      client.sendHead("POST / HTTP/1.1", "Host: a", "Content-Length: 10");

      assertThat(client.send("some").readAll()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void idleConnectionIsClosedWithoutAWord() throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200), options -> options.idleTimeout(SHORT));
        RawClient fresh = server.connect();
        RawClient used = server.connect()) {
      used.sendHead("GET / HTTP/1.1", "Host: a");

      assertThat(used.readResponse()).contains(" 200 ");
      assertThat(used.isEnded()).isTrue();
      assertThat(fresh.isEnded()).isTrue();
    }
  }

  @Test
  void clientThatTakesNothingOfItsResponseIsCut() throws Exception {
    byte[] large = new byte[50_000_000];
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200, Headers.none(), large),
            options -> options.progressTimeout(SHORT).gracePeriod(Duration.ofMinutes(1)));
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1000);
      socket.connect(new InetSocketAddress(
          InetAddress.getLoopbackAddress(), server.server().port()));
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');

      // Were the connection not cut, the stop would wait for it.
      server.server().stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  /** Each is small enough to be held back. */
  @Test
  void clientThatTakesNothingOfManySmallResponsesIsCut() throws Exception {
    byte[] small = new byte[50_000];
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200, Headers.none(), small),
            options -> options.progressTimeout(SHORT).gracePeriod(Duration.ofMinutes(1)));
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1000);
      socket.connect(new InetSocketAddress(
          InetAddress.getLoopbackAddress(), server.server().port()));
      byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
      for (int i = 0; i < 300; i++) {
        socket.getOutputStream().write(request);
      }
      assertThat(socket.getInputStream().read()).isEqualTo('H');

      // Were the connection not cut, the stop would wait for it.
      server.server().stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }
}
