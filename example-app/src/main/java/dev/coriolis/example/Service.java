package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.schedule.Scheduler;
import dev.coriolis.web.Router;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything that runs, on one event loop: the server, the client, the periodic coroutine. */
final class Service {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final int port;
  private final String github;
  private final PrintWriter out;

  /** An empty {@code github} stands for the stand-in. */
  Service(int port, String github, PrintWriter out) {
    this.port = port;
    this.github = github;
    this.out = out;
  }

  /** Serves until it is cancelled. */
  @Coroutine
  CompletionStage<Void> run() {
    EventLoop loop = EventLoop.current();
    try (HttpClient client = HttpClient.create(loop);
        HttpServer standIn = await(StandInGitHub.start(loop))) {
      String api = github.isEmpty() ? standIn.uri().resolve("/").toString() : github;
      return completedFuture(await(serve(loop, client, api.replaceAll("/+$", ""))));
    }
  }

  @Coroutine
  private CompletionStage<Void> serve(EventLoop loop, HttpClient client, String api) {
    UsersCache cache = new UsersCache(client, api);
    Scheduler scheduler = Scheduler.on(loop).add(new UsersCacheJobs(cache));
    HttpServer server = await(HttpServer.builder(loop, router(client, api, cache))
        .port(port)
        .gracePeriod(GRACE)
        .start());
    scheduler.start();
    out.println("Open " + server.uri().resolve("/users"));
    out.flush();
    try {
      await(new CompletableFuture<Void>());
    } finally {
      await(scheduler.stop());
      await(server.stop());
    }
    return done();
  }

  private static Router router(HttpClient client, String api, UsersCache cache) {
    return new Router()
        .route("/users", () -> new UsersHandler(client, api))
        .get("/cached", exchange -> exchange.respondJson(200, cache.users()))
        .get("/slow", exchange -> {
          await(delay(Duration.ofSeconds(2)));
          return exchange.respondJson(200, Json.object("waited", "2 s"));
        });
  }
}
