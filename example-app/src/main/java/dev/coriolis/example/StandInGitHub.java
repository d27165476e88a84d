package dev.coriolis.example;

import dev.coriolis.http.server.HttpServer;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A server that answers as GitHub does, as far as this example asks; so it needs no internet. */
final class StandInGitHub {

  /** A user, in the form of GitHub's API. */
  record User(String login, int id, String type) {}

  private static final List<User> USERS = List.of(
      new User("ada", 1, "User"), new User("gaspard", 2, "User"), new User("tornado", 3, "Bot"));

  private StandInGitHub() {}

  /** Starts it on a free port of this machine. */
  static CompletionStage<HttpServer> start(EventLoop loop) {
    Router router = new Router().get("/users", exchange -> exchange.respondJson(200, USERS));
    return HttpServer.builder(loop, router).port(0).start();
  }
}
