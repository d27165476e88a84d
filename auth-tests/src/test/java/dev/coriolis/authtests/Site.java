package dev.coriolis.authtests;

import dev.coriolis.auth.Identity;
import dev.coriolis.auth.OpenIdLogin;
import dev.coriolis.auth.OpenIdOptions;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A site with logins at other people's providers. It has its URL before it knows any provider. */
final class Site implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final EventLoop loop = EventLoop.create("site");
  private final List<OpenIdLogin> logins = new ArrayList<>();
  private final HttpServer server;
  private volatile Handler handler = exchange -> exchange.respond(503);

  Site() throws Exception {
    server = HttpServer.builder(loop, exchange -> handler.handle(exchange))
        .port(0)
        .gracePeriod(Duration.ofSeconds(1))
        .start()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  URI url(String path) {
    return server.uri().resolve(path);
  }

  /** Lets users log in by these ways, below the path of each. */
  void open(OpenIdOptions... ways) throws Exception {
    Router router = new Router();
    for (OpenIdOptions way : ways) {
      OpenIdLogin login =
          loop.launch(() -> OpenIdLogin.discover(way)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      logins.add(login);
      login.addTo(router);
    }
    OpenIdLogin first = logins.get(0);
    router
        .get(
            "/",
            exchange -> exchange.respondText(
                200, "hello, " + Identity.find(exchange).map(Identity::subject).orElse("stranger")))
        .get(
            "/me",
            first.required(
                exchange -> exchange.respondJson(200, Identity.of(exchange).claims())))
        .get(
            "/token",
            exchange -> first
                .accessToken(exchange)
                .thenCompose(token -> exchange.respondText(200, "token " + token)));
    handler = router;
  }

  @Override
  public void close() {
    server.close();
    logins.forEach(OpenIdLogin::close);
    loop.close();
  }
}
