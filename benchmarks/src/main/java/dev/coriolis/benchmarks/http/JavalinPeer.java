package dev.coriolis.benchmarks.http;

import io.javalin.Javalin;
import java.net.URI;

/** Javalin on Jetty, with virtual threads where there are any. */
final class JavalinPeer implements Peer {
  @Override
  public int start(URI backend) {
    Blocking blocking = new Blocking(backend);
    return Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = Runtime.version().feature() >= 21;
          config.routes.get("/plaintext", context -> context.result(TEXT));
          config.routes.get(
              "/json",
              context -> context.contentType("application/json").result(Blocking.greeting()));
          config.routes.get(
              "/aggregate",
              context -> context.contentType("application/json").result(blocking.aggregate()));
        })
        .start("127.0.0.1", 0)
        .port();
  }
}
