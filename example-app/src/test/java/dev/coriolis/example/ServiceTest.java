package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.loop.EventLoop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceTest {
  private final StringWriter out = new StringWriter();

  @Test
  void leavesNoThread() {
    Set<Thread> before = threads();

    int code = EventLoop.run(() -> service("").runUntil(completedFuture(null)));

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Open http://127.0.0.1:");
    assertThat(threads()).isSubsetOf(before);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private Service service(String github) {
    return new Service(0, github, new PrintWriter(out));
  }

  @Test
  void answersErrorAsJsonIfTheApiFails() {
    HttpResponse response = EventLoop.run(this::fetchUsersOfBrokenApi);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).isEqualTo("{\"message\":\"fetch client error\"}");
  }

  @Coroutine
  private CompletionStage<HttpResponse> fetchUsersOfBrokenApi() {
    EventLoop loop = EventLoop.current();
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (HttpClient client = HttpClient.create(loop);
        HttpServer broken = await(
            HttpServer.builder(loop, exchange -> exchange.respond(500)).port(0).start())) {
      CompletionStage<Integer> service = service(broken.uri().toString()).runUntil(end);
      HttpResponse response = await(client.fetch(await(url())));
      end.complete(null);
      await(service);
      return completedFuture(response);
    }
  }

  /** Waits until the service has said where it listens. */
  @Coroutine
  private CompletionStage<String> url() {
    while (!out.toString().contains("\n")) {
      await(delay(Duration.ofMillis(5)));
    }
    return completedFuture(out.toString().strip().replace("Open ", ""));
  }
}
