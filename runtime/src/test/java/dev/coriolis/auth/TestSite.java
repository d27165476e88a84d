package dev.coriolis.auth;

import dev.coriolis.http.server.HttpServer;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import dev.coriolis.web.Session;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A site whose users log in, with its own loop. */
final class TestSite implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final EventLoop loop = EventLoop.create("test-site");
  private final List<OpenIdLogin> logins = new ArrayList<>();
  private final HttpServer server;

  /** Starts a site that uses the first of the logins for its pages. */
  private TestSite(InstantSource clock, OpenIdOptions... options) throws Exception {
    Router router = new Router();
    try {
      for (OpenIdOptions one : options) {
        OpenIdLogin login = loop.launch(() -> OpenIdLogin.discover(one, clock))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        logins.add(login);
        login.addTo(router);
      }
      addPages(router, logins.get(0));
      server = HttpServer.builder(loop, router)
          .port(0)
          .gracePeriod(Duration.ofSeconds(1))
          .start()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      loop.close();
      throw e;
    }
  }

  static TestSite start(OpenIdOptions.Builder... options) throws Exception {
    return start(InstantSource.system(), options);
  }

  static TestSite start(InstantSource clock, OpenIdOptions.Builder... options) throws Exception {
    OpenIdOptions[] built = new OpenIdOptions[options.length];
    for (int i = 0; i < built.length; i++) {
      built[i] = options[i].build();
    }
    return new TestSite(clock, built);
  }

  /** Returns how the discovery of a provider failed. */
  static Throwable failure(OpenIdOptions.Builder options) throws Exception {
    try {
      start(options).close();
      throw new AssertionError("the provider was taken");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void addPages(Router router, OpenIdLogin login) {
    router
        .get(
            "/",
            exchange -> exchange.respondText(
                200, "hello, " + Identity.find(exchange).map(Identity::subject).orElse("stranger")))
        .get(
            "/me",
            login.required(
                exchange -> exchange.respondJson(200, Identity.of(exchange).claims())))
        .post("/me", login.required(exchange -> exchange.respond(204)))
        .get(
            "/token",
            exchange ->
                login.accessToken(exchange).thenCompose(token -> exchange.respondText(200, token)))
        .get("/put", exchange -> {
          Session.of(exchange).put("cart", "full");
          return exchange.respond(204);
        })
        .get(
            "/cart",
            exchange ->
                exchange.respondText(200, Session.of(exchange).get("cart").orElse("empty")));
  }

  URI url(String path) {
    return server.uri().resolve(path);
  }

  /** Returns a value that only the loop may compute. */
  <T> T inLoop(java.util.function.Supplier<T> value) throws Exception {
    return loop.launch(() -> CompletableFuture.completedFuture(value.get()))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.close();
    logins.forEach(OpenIdLogin::close);
    loop.close();
  }
}
