package dev.coriolis.example;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.auth.Identity;
import dev.coriolis.auth.OpenIdLogin;
import dev.coriolis.auth.OpenIdOptions;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.schedule.Scheduler;
import dev.coriolis.web.Router;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything that runs, on one event loop: the server, the client, the login, the periodic coroutine. */
final class Service {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final int port;
  private final String github;
  private final Optional<OpenIdOptions> provider;
  private final PrintWriter out;
  private final StandInProvider standInProvider = new StandInProvider();

  /** An empty {@code github} stands for the stand-in, and so does no provider. */
  Service(int port, String github, Optional<OpenIdOptions> provider, PrintWriter out) {
    this.port = port;
    this.github = github;
    this.provider = provider;
    this.out = out;
  }

  /** Serves until it is cancelled. */
  @Coroutine
  CompletionStage<Void> run() {
    EventLoop loop = EventLoop.current();
    try (HttpClient client = HttpClient.create(loop);
        HttpServer standIn = await(StandInGitHub.start(loop));
        HttpServer providerServer = await(standInProvider.start(loop));
        OpenIdLogin login = await(OpenIdLogin.discover(options(providerServer)))) {
      String api = github.isEmpty() ? standIn.uri().resolve("/").toString() : github;
      Router router = login
          .addTo(new Router())
          .get(
              "/me",
              login.required(
                  exchange -> exchange.respondJson(200, Identity.of(exchange).claims())));
      return completedFuture(await(serve(loop, client, router, api.replaceAll("/+$", ""))));
    }
  }

  private OpenIdOptions options(HttpServer standIn) {
    String issuer = standIn.uri().toString().replaceAll("/$", "");
    return provider.orElseGet(() -> OpenIdOptions.builder(issuer, StandInProvider.CLIENT_ID)
        .clientSecret(standInProvider.clientSecret())
        .afterLogout("/users")
        .build());
  }

  @Coroutine
  private CompletionStage<Void> serve(
      EventLoop loop, HttpClient client, Router router, String api) {
    UsersCache cache = new UsersCache(client, api);
    Scheduler scheduler = Scheduler.on(loop).add(new UsersCacheJobs(cache));
    addRoutes(router, client, api, cache);
    HttpServer server =
        await(HttpServer.builder(loop, router).port(port).gracePeriod(GRACE).start());
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

  private static void addRoutes(Router router, HttpClient client, String api, UsersCache cache) {
    router
        .route("/users", () -> new UsersHandler(client, api))
        .get("/cached", exchange -> exchange.respondJson(200, cache.users()))
        .get("/slow", exchange -> {
          await(delay(Duration.ofSeconds(2)));
          return exchange.respondJson(200, Json.object("waited", "2 s"));
        });
  }
}
