package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.testlogs.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with one connection, seen by its bytes. */
@Timeout(60)
class ConnectionTest {
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<Throwable> cancelled = new CompletableFuture<>();
  private final CountDownLatch handling = new CountDownLatch(1);

  @Test
  void keepsConnectionAlive() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.path()));
        RawClient client = server.connect()) {
      for (String path : List.of("/a", "/b", "/c")) {
        assertThat(client.sendHead("GET " + path + " HTTP/1.1", "Host: a").readResponse())
            .endsWith("\r\n\r\n" + path)
            .doesNotContainIgnoringCase("connection:");
      }
    }
  }

  @Test
  void closesConnectionWhereClientAsksForIt() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.respondText(200, "x"));
        RawClient client = server.connect()) {
      assertThat(
              client.sendHead("GET / HTTP/1.1", "Host: a", "Connection: close").readAll())
          .containsIgnoringCase("connection: close\r\n")
          .endsWith("\r\n\r\nx");
    }
  }

  @Test
  void closesConnectionWhereHandlerAsksForIt() throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(200, Headers.of("Connection", "close"), new byte[0]));
        RawClient client = server.connect()) {
      assertThat(client.sendHead("GET / HTTP/1.1", "Host: a").readAll())
          .containsOnlyOnce("lose\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void http10IsClosedUnlessItAsksToBeKept() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.respondText(200, "x"));
        RawClient client = server.connect()) {
      assertThat(client.sendHead("GET / HTTP/1.0", "Connection: keep-alive").readResponse())
          .containsIgnoringCase("connection: keep-alive\r\n");
      assertThat(client.sendHead("GET / HTTP/1.0").readAll())
          .containsIgnoringCase("connection: close\r\n");
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    AtomicInteger running = new AtomicInteger();
    List<Integer> overlaps = new ArrayList<>();
    try (TestServer server = TestServer.start(exchange -> {
          overlaps.add(running.incrementAndGet());
          return answerAfterTurn(exchange, running);
        });
        RawClient client = server.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 3000; i++) {
        requests.append("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, requests));

      for (int i = 0; i < 3000; i++) {
        assertThat(client.readResponse()).endsWith("\r\n\r\n/" + i);
      }
      sent.get(10, TimeUnit.SECONDS);
      assertThat(overlaps).containsOnly(1);
    }
  }

  private static void send(RawClient client, CharSequence text) {
    try {
      client.send(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Coroutine
  private static CompletionStage<Void> answerAfterTurn(Exchange exchange, AtomicInteger running) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    EventLoop.current().execute(() -> turn.complete(null));
    await(turn);
    running.decrementAndGet();
    return exchange.respondText(200, exchange.path());
  }

  /** Each answer is written at once: thousands of them must not pile up on one stack. */
  @Test
  void answersManyPipelinedRequestsAtOnce() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.path()));
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2000));

      for (int i = 0; i < 2000; i++) {
        assertThat(client.readResponse()).endsWith("\r\n\r\n/");
      }
    }
  }

  @Test
  void pipelinedResponsesDoNotWaitForSlowOneBehindThem() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.path().equals("/slow")
            ? awaitGate(exchange)
            : exchange.respondText(200, "x"));
        RawClient client = server.connect()) {
      client.send(get("/a") + get("/b") + get("/slow") + get("/c") + get("/d"));

      assertThat(client.readResponse()).endsWith("x");
      assertThat(client.readResponse()).endsWith("x");
      gate.complete("slow");
      assertThat(client.readResponse()).endsWith("slow");
      assertThat(client.readResponse()).endsWith("x");
      assertThat(client.readResponse()).endsWith("x");
      assertThat(client.send(get("/e")).readResponse()).endsWith("x");
    }
  }

  @Test
  void pipelinedResponsesAreAllSentBeforeConnectionIsClosed() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.path()));
        RawClient client = server.connect()) {
      client.send(get("/a") + get("/b")
          + "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/never"));

      assertThat(client.readResponse()).endsWith("/a");
      assertThat(client.readResponse()).endsWith("/b");
      assertThat(client.readAll()).endsWith("/last");
    }
  }

  @Test
  void pipelinedResponsesAreSentBeforeRefusalOfLaterRequest() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.path()));
        RawClient client = server.connect()) {
      client.send(get("/a") + get("/b") + "GET /c HTTP/1.1\r\n\r\n");

      assertThat(client.readResponse()).endsWith("/a");
      assertThat(client.readResponse()).endsWith("/b");
      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void handlerThatFailsAfterItsAnswerClosesConnectionBehindIt() throws Exception {
    try (TestServer server = TestServer.start(exchange -> {
          exchange.respondText(200, exchange.path());
          throw new IllegalStateException("after the answer to " + exchange.path());
        });
        RecordedLog log = RecordedLog.of(HttpServer.class);
        RawClient client = server.connect()) {
      client.send(get("/a") + get("/b"));

      assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").endsWith("/a");
      assertThat(log.messages(Level.ERROR)).containsExactly("GET /a failed");
    }
  }

  @Test
  void pipelinedRequestsOfClientThatTakesNothingWait() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    byte[] body = new byte[60_000];
    try (TestServer server = TestServer.start(exchange -> {
          begun.incrementAndGet();
          return exchange.respond(200, Headers.none(), body);
        });
        RawClient client = server.connect()) {
      int requests = 1000;
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> send(client, get("/").repeat(requests)));

      sent.get(10, TimeUnit.SECONDS);
      for (int i = 0; i < requests; i++) {
        assertThat(client.readResponse()).hasSizeGreaterThan(body.length);
        // What the system buffers on both sides is some MiB.
        assertThat(begun.get() - i).isLessThan(500);
      }
    }
  }

  /** One by one, so that no response follows in the same batch. */
  @Test
  void responsesAreAllSentWhereClientTakesThemLate() throws Exception {
    byte[] body = new byte[60_000];
    try (TestServer server =
            TestServer.start(exchange -> exchange.respond(200, Headers.none(), body));
        RawClient client = server.connect()) {
      for (int i = 0; i < 300; i++) {
        client.send(get("/"));
      }
      for (int i = 0; i < 300; i++) {
        assertThat(client.readResponse()).hasSizeGreaterThan(body.length);
      }
      assertThat(client.send(get("/")).readResponse()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  @Test
  void pipelinedBodyIsNotMistakenForNextRequest() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.text()));
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
          + "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
          + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nthree");

      assertThat(client.readResponse()).endsWith("\r\n\r\none");
      assertThat(client.readResponse()).endsWith("\r\n\r\ntwo");
      assertThat(client.readResponse()).endsWith("\r\n\r\nthree");
    }
  }

  /** What a client sends while its handler runs fills the buffers of the system, not our memory. */
  @Test
  void doesNotReadOnWhileHandlerRuns() throws Exception {
    try (TestServer server = TestServer.start(this::awaitGate);
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(
          client,
          ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
              + "a".repeat(9_000_000)
              + "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100_000)));

      handling.await();
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> sending.get(500, TimeUnit.MILLISECONDS));
      gate.complete("go");
      assertThat(client.readResponse()).endsWith("go");
      assertThat(client.readResponse()).endsWith("go");
    }
  }

  @Test
  void headHasLengthButNoBody() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.respondText(200, "four"));
        RawClient client = server.connect()) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readHead()).containsIgnoringCase("content-length: 4\r\n");
      assertThat(client.sendHead("GET / HTTP/1.1", "Host: a").readResponse())
          .endsWith("\r\n\r\nfour");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void bodilessStatusHasNeitherLengthNorBody(int status) throws Exception {
    try (TestServer server = TestServer.start(
            exchange -> exchange.respond(status, Headers.none(), new byte[] {1, 2}));
        RawClient client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.sendHead("GET / HTTP/1.1", "Host: a").readHead())
            .startsWith("HTTP/1.1 " + status + " ")
            .doesNotContainIgnoringCase("content-length")
            .doesNotContainIgnoringCase("transfer-encoding");
      }
    }
  }

  @Test
  void tellsClientToContinue() throws Exception {
    try (TestServer server =
            TestServer.start(exchange -> exchange.respondText(200, exchange.text()));
        RawClient client = server.connect()) {
      client.sendHead("POST / HTTP/1.1", "Host: a", "Content-Length: 2", "Expect: 100-continue");

      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("ok").readResponse()).startsWith("HTTP/1.1 200 OK").endsWith("ok");
    }
  }

  @Test
  void handlerMayGoOnAfterItsAnswer() throws Exception {
    try (TestServer server = TestServer.start(this::answerAndAwaitGate)) {
      try (RawClient client = server.connect()) {
        client.sendHead("GET / HTTP/1.1", "Host: a", "Connection: close");
        assertThat(client.readAll()).endsWith("early");
      }

      gate.complete("later");

      assertThat(cancelled.get(10, TimeUnit.SECONDS)).hasMessage("not cancelled: later");
    }
  }

  @Coroutine
  private CompletionStage<Void> answerAndAwaitGate(Exchange exchange) {
    await(exchange.respondText(200, "early"));
    try {
      cancelled.complete(new Exception("not cancelled: " + await(gate)));
    } catch (CancellationException e) {
      cancelled.complete(e);
    }
    return done();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void clientThatGoesAwayCancelsHandler(boolean byReset) throws Exception {
    try (TestServer server = TestServer.start(this::awaitGate);
        RecordedLog log = RecordedLog.of(HttpServer.class);
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      handling.await();

      if (byReset) {
        client.socket().setSoLinger(true, 0);
      }
      client.socket().close();

      assertThat(cancelled.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      assertThat(gate).isCancelled();
      assertThat(log.messages(Level.ERROR)).isEmpty();
    }
  }

  @Coroutine
  private CompletionStage<Void> awaitGate(Exchange exchange) {
    handling.countDown();
    try {
      await(exchange.respondText(200, await(gate)));
      return done();
    } catch (CancellationException e) {
      cancelled.complete(e);
      throw e;
    }
  }
}
