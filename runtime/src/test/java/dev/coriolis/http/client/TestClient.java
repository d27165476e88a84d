package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client on a loop of its own, for a test thread. Closing it checks that nothing is left. */
final class TestClient implements AutoCloseable {
  private final EventLoop loop = EventLoop.create("client-test-" + System.identityHashCode(this));
  private final HttpClient client;

  TestClient() {
    this(builder -> {});
  }

  TestClient(Consumer<HttpClient.Builder> options) {
    HttpClient.Builder builder = HttpClient.builder().loop(loop);
    options.accept(builder);
    client = builder.build();
  }

  HttpClient client() {
    return client;
  }

  EventLoop loop() {
    return loop;
  }

  HttpResponse get(String url) throws Exception {
    return get(HttpRequest.get(url));
  }

  HttpResponse get(HttpRequest request) throws Exception {
    return client.fetch(request).toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  /** Returns how the request failed. */
  Throwable failure(String url) throws Exception {
    return failure(client.fetch(url));
  }

  static Throwable failure(CompletionStage<?> stage) throws Exception {
    try {
      throw new AssertionError(
          "expected a failure, was " + stage.toCompletableFuture().get(15, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Returns a value that only the loop may compute. */
  <T> T inLoop(Supplier<T> value) throws Exception {
    return loop.launch(() -> CompletableFuture.completedFuture(value.get()))
        .get(5, TimeUnit.SECONDS);
  }

  /** Returns once the time has passed on the loop. */
  void pause(Duration time) throws Exception {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    loop.schedule(time, () -> passed.complete(null));
    passed.get(10, TimeUnit.SECONDS);
  }

  /** Returns once the condition holds on the loop. */
  void awaitInLoop(Supplier<Boolean> condition) throws Exception {
    CompletableFuture<Void> holds = new CompletableFuture<>();
    loop.execute(new Runnable() {
      @Override
      public void run() {
        if (condition.get()) {
          holds.complete(null);
        } else {
          loop.schedule(Duration.ofMillis(5), this);
        }
      }
    });
    holds.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    client.close();
    assertThat(client.pool().size()).as("connections left").isZero();
    assertThat(client.pool().waitingCount()).as("requests left").isZero();
    loop.close();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(loop.name()))
        .forEach(TestClient::assertEnds);
  }

  private static void assertEnds(Thread thread) {
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.isAlive()).as(thread.getName() + " is left").isFalse();
  }
}
