package dev.coriolis.benchmarks.http;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.WebClient;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** Helidon SE: a virtual thread for each connection. */
final class HelidonPeer implements Peer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HelidonPeer() {}

  /**
   * Starts the peer as a process of its own.
   *
   * @param arguments the URI of the backend
   */
  public static void main(String[] arguments) {
    PeerProcess.announce(new HelidonPeer().start(URI.create(arguments[0])));
  }

  @Override
  public int start(URI backend) {
    WebClient client = WebClient.create();
    return WebServer.builder()
        .host("127.0.0.1")
        .port(0)
        .routing(routing -> routing
            .get("/plaintext", (request, response) -> {
              response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
              response.send(TEXT);
            })
            .get("/json", (request, response) -> answer(response, Greeting.create()))
            .get("/aggregate", (request, response) -> {
              byte[] body = client.get(backend.toString()).requestEntity(byte[].class);
              answer(response, new Aggregate(JSON.readValue(body, Greeting.class), true));
            }))
        .build()
        .start()
        .port();
  }

  private static void answer(ServerResponse response, Object value) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(JSON.writeValueAsBytes(value));
  }
}
