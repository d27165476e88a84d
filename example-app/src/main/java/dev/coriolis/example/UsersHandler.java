package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.json.Json;
import dev.coriolis.web.RequestHandler;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Answers the users of the API, fetched while the client waits: two coroutines, one calls the other. */
final class UsersHandler extends RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UsersHandler.class);

  private final HttpClient client;
  private final String api;

  UsersHandler(HttpClient client, String api) {
    this.client = client;
    this.api = api;
  }

  @Override
  @Coroutine
  protected CompletionStage<Void> get() {
    write(await(users()));
    return done();
  }

  @Coroutine
  private CompletionStage<JsonNode> users() {
    HttpResponse response = await(client.fetch(api + "/users"));
    if (response.status() == 200) {
      return completedFuture(response.json());
    }
    LOG.warn("{}/users answered {}", api, response.status());
    setStatus(502);
    return completedFuture(Json.object("message", "fetch client error"));
  }
}
