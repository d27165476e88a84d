package dev.coriolis.benchmarks.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Vert.x, with its core only. */
final class VertxPeer implements Peer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public int start(URI backend) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    CompletableFuture<Integer> port = new CompletableFuture<>();
    vertx.runOnContext(unused -> {
      HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
      Future<HttpServer> server = vertx
          .createHttpServer()
          .requestHandler(request -> handle(request, client, backend))
          .listen(0, "127.0.0.1");
      server.onSuccess(started -> port.complete(started.actualPort()));
      server.onFailure(port::completeExceptionally);
    });
    return port.get();
  }

  private static void handle(HttpServerRequest request, HttpClient client, URI backend) {
    switch (Objects.requireNonNullElse(request.path(), "")) {
      case "/plaintext" ->
        request
            .response()
            .putHeader("Content-Type", "text/plain; charset=utf-8")
            .end(TEXT);
      case "/json" -> answer(request, Greeting.create());
      case "/aggregate" ->
        client
            .request(HttpMethod.GET, backend.getPort(), backend.getHost(), backend.getPath())
            .compose(HttpClientRequest::send)
            .compose(HttpClientResponse::body)
            .onSuccess(body -> answer(
                request, new Aggregate(JSON.readValue(body.getBytes(), Greeting.class), true)))
            .onFailure(failure -> request.response().setStatusCode(502).end());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void answer(HttpServerRequest request, Object value) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(JSON.writeValueAsBytes(value)));
  }
}
