package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.testlogs.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<Throwable> cancelled = new CompletableFuture<>();
  private final CountDownLatch handling = new CountDownLatch(1);

  @Test
  void stopAnswersWhatRunsAndThenCloses() throws Exception {
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      handling.await();

      CompletableFuture<Void> stopped = stop(server);
      // A second stop runs after the first: by its end the first is waiting.
      server.loop().launch(() -> CompletableFuture.completedFuture(null)).get(10, TimeUnit.SECONDS);
      assertThat(stopped).isNotDone();
      gate.complete("answered");

      assertThat(client.readAll())
          .containsIgnoringCase("connection: close\r\n")
          .endsWith("answered");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopListensNoMore() throws Exception {
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      handling.await();

      CompletableFuture<Void> stopped = stop(server);
      // The system forgets a socket when the loop has looked at its sockets once more.
      server.loop().launch(() -> delay(Duration.ofMillis(20))).get(10, TimeUnit.SECONDS);

      assertThatExceptionOfType(ConnectException.class).isThrownBy(server::connect);
      gate.complete("");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopClosesIdleConnectionsSoon() throws Exception {
    gate.complete("answered");
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient fresh = server.connect();
        RawClient used = server.connect()) {
      assertThat(used.sendHead("GET / HTTP/1.1", "Host: a").readResponse()).endsWith("answered");

      stop(server).get(10, TimeUnit.SECONDS);

      assertThat(used.isEnded()).isTrue();
      assertThat(fresh.isEnded()).isTrue();
    }
  }

  /** Proxies send the next request whenever the last one was answered, also in the moment of the stop. */
  @Test
  void stopAnswersRequestThatIsOnItsWay() throws Exception {
    gate.complete("answered");
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient fresh = server.connect();
        RawClient used = server.connect()) {
      used.sendHead("GET / HTTP/1.1", "Host: a").readResponse();
      // What is sent in this turn of the loop can be read only in the next one.
      server
          .loop()
          .launch(() -> {
            send(fresh);
            send(used);
            server.server().stop();
            return CompletableFuture.completedFuture(null);
          })
          .get(10, TimeUnit.SECONDS);

      assertLastAnswer(used.readAll());
      assertLastAnswer(fresh.readAll());
    }
  }

  private static void send(RawClient client) {
    try {
      client.sendHead("GET / HTTP/1.1", "Host: a");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertLastAnswer(String answer) {
    assertThat(answer).containsIgnoringCase("connection: close\r\n").endsWith("answered");
  }

  @Test
  void idleConnectionIsNoneThatWasCut() throws Exception {
    try (TestServer server = start(Duration.ZERO);
        RawClient client = server.connect();
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      gate.complete("answered");
      client.sendHead("GET / HTTP/1.1", "Host: a").readResponse();

      stop(server).get(10, TimeUnit.SECONDS);

      assertThat(client.isEnded()).isTrue();
      assertThat(log.messages(Level.WARN)).isEmpty();
    }
  }

  @Test
  void stopLetsRequestThatIsComingFinish() throws Exception {
    gate.complete("answered");
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient client = server.connect()) {
      client.sendHead("POST / HTTP/1.1", "Host: a", "Content-Length: 2", "Expect: 100-continue");
      client.readHead();

      CompletableFuture<Void> stopped = stop(server);
      server.loop().launch(() -> CompletableFuture.completedFuture(null)).get(10, TimeUnit.SECONDS);

      assertThat(client.send("ok").readAll()).endsWith("answered");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopCutsWhatOutlastsGracePeriod() throws Exception {
    try (TestServer server = start(Duration.ofMillis(50));
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      handling.await();

      stop(server).get(10, TimeUnit.SECONDS);

      assertThat(client.isEnded()).isTrue();
      assertThat(cancelled.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void stopOfClosedLoopCompletes() throws Exception {
    TestServer server = start(Duration.ofSeconds(30));
    server.loop().close();

    stop(server).get(10, TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void stopFromTheLoopDoesNotWaitForItself() throws Exception {
    try (TestServer server = start(Duration.ofSeconds(30))) {
      server
          .loop()
          .launch(() -> {
            server.server().close();
            return CompletableFuture.completedFuture(null);
          })
          .get(10, TimeUnit.SECONDS);

      stop(server).get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopSendsWhatWasAnsweredTogether() throws Exception {
    AtomicReference<HttpServer> stopped = new AtomicReference<>();
    try (TestServer server = TestServer.start(exchange -> {
          if (exchange.path().equals("/stop")) {
            stopped.get().stop();
          }
          return exchange.respondText(200, exchange.path());
        });
        RawClient client = server.connect()) {
      stopped.set(server.server());
      client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /stop HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readResponse()).endsWith("/a");
      assertThat(client.readAll()).containsIgnoringCase("connection: close").endsWith("/stop");
    }
  }

  @Test
  void endOfLoopCancelsHandlers() throws Exception {
    try (TestServer server = start(Duration.ofSeconds(30));
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
      handling.await();

      server.loop().close();

      assertThat(cancelled.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
      client.readAll();
    }
  }

  /** A program that was asked to end is cut after 25 seconds, and then nothing is cancelled in order. */
  @Test
  void usualGracePeriodLeavesTimeForCancelledHandlers() {
    assertThat(ServerOptions.DEFAULT.grace()).isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  private TestServer start(Duration grace) {
    return TestServer.start(this::awaitGate, options -> options.gracePeriod(grace));
  }

  private static CompletableFuture<Void> stop(TestServer server) {
    return server.server().stop().toCompletableFuture();
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
