package dev.coriolis.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** What the peers that block share: the JDK's client, and JSON. */
final class Blocking {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  Blocking(URI backend) {
    request = HttpRequest.newBuilder(backend).build();
  }

  static byte[] greeting() {
    return JSON.writeValueAsBytes(Greeting.create());
  }

  byte[] aggregate() throws IOException {
    try {
      byte[] body =
          client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      return JSON.writeValueAsBytes(new Aggregate(JSON.readValue(body, Greeting.class), true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
