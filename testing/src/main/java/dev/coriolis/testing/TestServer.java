package dev.coriolis.testing;

import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A server on a free port of the loopback address, with a client to ask it.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start(router)) {
 *   HttpResponse response = await(server.fetch("/users/7"));
 *   assertThat(response.status()).isEqualTo(200);
 * }
 * }</pre>
 *
 * <p>It has a loop of its own, so a plain test may ask it as well: {@code
 * server.fetch("/").toCompletableFuture().join()}.
 *
 * <p><b>Threads:</b> any thread may call any method. Handlers run on the loop of the server.
 *
 * <p><b>Lifetime:</b> the test closes it.
 */
public final class TestServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Unseen unseen = new Unseen();
  private final EventLoop loop;
  private final HttpServer server;
  private final HttpClient client;

  private TestServer(Handler handler) {
    loop = EventLoop.create(LoopOptions.builder()
        .name("test-server")
        .uncaughtHandler(unseen)
        .closeGrace(GRACE)
        .build());
    server = HttpServer.builder(loop, handler)
        .port(0)
        .gracePeriod(GRACE)
        .start()
        .toCompletableFuture()
        .join();
    client = HttpClient.create(loop);
  }

  /** Returns a server that listens, and answers with this handler; a {@code Router} is one. */
  public static TestServer start(Handler handler) {
    return new TestServer(handler);
  }

  /** Returns the URI of a path on the server. */
  public URI uri(String path) {
    return server.uri().resolve(path);
  }

  /** Sends a GET request for a path, and returns the response, whatever its status. */
  public CompletionStage<HttpResponse> fetch(String path) {
    return client.fetch(uri(path));
  }

  /** Returns the client, for requests of other kinds to a {@link #uri}. */
  public HttpClient client() {
    return client;
  }

  /**
   * Stops the server, and waits up to a second for requests that it answers.
   *
   * @throws AssertionError if something on its loop has failed while nobody looked
   */
  @Override
  public void close() {
    client.close();
    server.close();
    loop.close();
    unseen.asOne().ifPresent(error -> {
      throw error;
    });
  }
}
