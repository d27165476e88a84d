package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
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

    EventLoop.run(this::servesForAMoment);

    assertThat(out.toString()).startsWith("Open http://127.0.0.1:");
    assertThat(threads()).isSubsetOf(before);
  }

  @Coroutine
  private CompletionStage<Void> servesForAMoment() {
    CompletionStage<Void> service = service("").run();
    await(url());
    return end(service);
  }

  /** Cancels the service and waits until it has ended. */
  @Coroutine
  private static CompletionStage<Void> end(CompletionStage<Void> service) {
    service.toCompletableFuture().cancel(true);
    try {
      await(service);
      throw new AssertionError("the service has ended by itself");
    } catch (CancellationException e) {
      return done();
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private Service service(String github) {
    return new Service(0, github, Optional.empty(), new PrintWriter(out));
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
    try (HttpClient client = HttpClient.create(loop);
        HttpServer broken = await(
            HttpServer.builder(loop, exchange -> exchange.respond(500)).port(0).start())) {
      CompletionStage<Void> service = service(broken.uri().toString()).run();
      HttpResponse response = await(client.fetch(await(url())));
      await(end(service));
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
