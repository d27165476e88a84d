package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoops;
import dev.coriolis.loop.LoopOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One server on several loops. */
@Timeout(60)
class ServerLoopsTest {
  private static final int LOOPS = 3;

  private final EventLoops loops =
      EventLoops.create(LOOPS, LoopOptions.builder().name("server-loop").build());
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CountDownLatch handling = new CountDownLatch(2 * LOOPS);
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (RawClient client : clients) {
      client.close();
    }
    loops.close();
  }

  private HttpServer start(Handler handler, Duration grace) throws Exception {
    return HttpServer.builder(loops, handler)
        .port(0)
        .gracePeriod(grace)
        .start()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** Opens two connections for each loop. */
  private void connect(HttpServer server) throws Exception {
    for (int i = 0; i < 2 * LOOPS; i++) {
      clients.add(new RawClient(server.port()));
    }
  }

  @Test
  void connectionsAreSharedAmongTheLoopsAndStayWhereTheyAre() throws Exception {
    HttpServer server = start(
        exchange -> exchange.respondText(200, Thread.currentThread().getName()),
        Duration.ofSeconds(10));
    connect(server);
    Set<String> all = new HashSet<>();
    for (RawClient client : clients) {
      Set<String> threads = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        threads.add(lastLine(client.sendHead("GET / HTTP/1.1", "Host: a").readResponse()));
      }
      assertThat(threads).hasSize(1);
      all.addAll(threads);
    }

    assertThat(all).containsExactlyInAnyOrder("server-loop-1", "server-loop-2", "server-loop-3");
    server.close();
  }

  private static String lastLine(String response) {
    return response.substring(response.lastIndexOf('\n') + 1);
  }

  @Coroutine
  private CompletionStage<Void> answersBehindTheGate(Exchange exchange) {
    handling.countDown();
    // A copy: the cancellation of one handler must not end those of the others.
    return exchange.respondText(200, await(gate.copy()));
  }

  @Test
  void stopWaitsForTheHandlersOfAllLoops() throws Exception {
    HttpServer server = start(this::answersBehindTheGate, Duration.ofSeconds(30));
    connect(server);
    for (RawClient client : clients) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
    }
    assertThat(handling.await(30, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> stopped = server.stop().toCompletableFuture();
    assertThat(stopped).isNotDone();
    gate.complete("answered");

    stopped.get(30, TimeUnit.SECONDS);
    for (RawClient client : clients) {
      assertThat(client.readAll()).endsWith("answered");
    }
  }

  @Test
  void stopCutsTheHandlersOfAllLoopsWhenItsGraceIsOver() throws Exception {
    HttpServer server = start(this::answersBehindTheGate, Duration.ofMillis(20));
    connect(server);
    for (RawClient client : clients) {
      client.sendHead("GET / HTTP/1.1", "Host: a");
    }
    assertThat(handling.await(30, TimeUnit.SECONDS)).isTrue();

    server.close();

    for (RawClient client : clients) {
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void closeOnALoopOfTheServerDoesNotWait() throws Exception {
    HttpServer server = start(this::answersBehindTheGate, Duration.ofSeconds(30));
    connect(server);
    clients.get(0).sendHead("GET / HTTP/1.1", "Host: a");

    CompletableFuture<Boolean> closed = loops.loops().get(1).launch(() -> {
      server.close();
      return CompletableFuture.completedFuture(true);
    });

    assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
    gate.complete("answered");
    server.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void connectionForALoopThatHasEndedIsClosed() throws Exception {
    HttpServer server =
        start(exchange -> exchange.respondText(200, "answered"), Duration.ofSeconds(1));
    loops.loops().get(1).close();
    connect(server);

    int answered = 0;
    for (RawClient client : clients) {
      answered += isAnswered(client) ? 1 : 0;
    }

    assertThat(answered).isEqualTo(2 * (LOOPS - 1));
    server.close();
  }

  private static boolean isAnswered(RawClient client) {
    try {
      client.sendHead("GET / HTTP/1.1", "Host: a", "Connection: close");
      return client.readAll().endsWith("answered");
    } catch (IOException reset) {
      return false;
    }
  }
}
