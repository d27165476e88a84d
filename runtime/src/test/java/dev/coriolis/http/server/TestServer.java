package dev.coriolis.http.server;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server with one handler on a free port of the loopback address, and its loop. */
public final class TestServer implements AutoCloseable {
  private final EventLoop loop = EventLoop.create("test-server");
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(Handler handler, UnaryOperator<HttpServer.Builder> options) {
    server = options
        .apply(HttpServer.builder(loop, handler).port(0).gracePeriod(Duration.ofSeconds(1)))
        .start()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  public static TestServer start(Handler handler) {
    return new TestServer(handler, options -> options);
  }

  static TestServer start(Handler handler, UnaryOperator<HttpServer.Builder> options) {
    return new TestServer(handler, options);
  }

  HttpServer server() {
    return server;
  }

  EventLoop loop() {
    return loop;
  }

  public URI uri(String path) {
    return server.uri().resolve(path);
  }

  /** Opens a connection that speaks plain bytes. */
  RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    return client.send(request(method, path, body, headers), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(String method, String path) {
    return client.sendAsync(request(method, path, ""), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(10))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
