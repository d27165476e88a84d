package dev.coriolis.benchmarks.http;

import static dev.coriolis.Coroutines.await;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Coriolis: one loop for the server and the client. */
final class CoriolisPeer implements Peer {
  @Override
  public int start(URI backend) throws Exception {
    EventLoop loop = EventLoop.create();
    HttpClient client =
        HttpClient.builder().loop(loop).maxConnectionsPerOrigin(64).build();
    Router router = new Router()
        .get("/plaintext", exchange -> exchange.respondText(200, TEXT))
        .get("/json", exchange -> exchange.respondJson(200, Greeting.create()))
        .get("/aggregate", exchange -> aggregate(exchange, client, backend));
    return loop.launch(() -> HttpServer.builder(loop, router).port(0).start())
        .get()
        .port();
  }

  @Coroutine
  private static CompletionStage<Void> aggregate(
      Exchange exchange, HttpClient client, URI backend) {
    HttpResponse response = await(client.fetch(backend));
    Greeting greeting = Json.read(response.body(), Greeting.class);
    return exchange.respondJson(200, new Aggregate(greeting, true));
  }
}
