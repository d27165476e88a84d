package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.json.Json;
import dev.coriolis.schedule.Every;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** The users as they were at the last fetch; a periodic coroutine keeps them fresh. */
final class UsersCache {
  private final HttpClient client;
  private final String api;
  private JsonNode users = Json.object("message", "not fetched yet");

  UsersCache(HttpClient client, String api) {
    this.client = client;
    this.api = api;
  }

  /** Fetches the users; if that fails, the run is logged as failed and the old ones stay. */
  @Every("10s")
  @Coroutine
  CompletionStage<Void> refresh() {
    HttpResponse response = await(client.fetch(api + "/users"));
    users = response.orThrow().json();
    return done();
  }

  JsonNode users() {
    return users;
  }
}
