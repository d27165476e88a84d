package dev.coriolis.benchmarks.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server of the JDK, with virtual threads where there are any. */
final class JdkPeer implements Peer {
  @Override
  public int start(URI backend) throws IOException {
    Blocking blocking = new Blocking(backend);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads());
    server.createContext(
        "/plaintext",
        exchange -> answer(exchange, "text/plain", TEXT.getBytes(StandardCharsets.UTF_8)));
    server.createContext(
        "/json", exchange -> answer(exchange, "application/json", Blocking.greeting()));
    server.createContext(
        "/aggregate", exchange -> answer(exchange, "application/json", blocking.aggregate()));
    server.start();
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static ExecutorService threads() {
    try {
      return (ExecutorService) MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class))
          .invoke();
    } catch (Throwable none) {
      return Executors.newCachedThreadPool();
    }
  }
}
