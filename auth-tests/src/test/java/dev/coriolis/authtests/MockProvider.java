package dev.coriolis.authtests;

import dev.coriolis.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code no.nav.security:mock-oauth2-server} as a process, with its own class path: its Netty and its
 * Kotlin need not be ours. It is many issuers at once, each below a path of its own, and each with the
 * claims that a test wants.
 */
final class MockProvider implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Process process;
  private final int port;
  private final Path log;

  private MockProvider(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param claims for each issuer, what its tokens have besides, or in place of, the usual
   */
  static MockProvider start(Path directory, Map<String, Map<String, Object>> claims)
      throws Exception {
    for (int attempt = 1; ; attempt++) {
      MockProvider provider = launch(directory, claims);
      if (provider.isUp()) {
        return provider;
      }
      provider.close();
      // Somebody else may have taken the port in between.
      if (attempt == ATTEMPTS) {
        throw new IOException("the provider did not start:\n" + Files.readString(provider.log));
      }
    }
  }

  private static MockProvider launch(Path directory, Map<String, Map<String, Object>> claims)
      throws IOException {
    int port = freePort();
    Path log = Files.createTempFile(directory, "mock-provider", ".log");
    ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Path.of(System.getProperty("mock.provider"), "*").toString(),
            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().put("SERVER_HOSTNAME", "127.0.0.1");
    builder.environment().put("SERVER_PORT", String.valueOf(port));
    builder.environment().put("JSON_CONFIG", configuration(claims));
    return new MockProvider(builder.start(), port, log);
  }

  private static String configuration(Map<String, Map<String, Object>> claims) {
    List<Object> callbacks = new ArrayList<>();
    claims.forEach((issuer, own) -> callbacks.add(Map.of(
        "issuerId",
        issuer,
        "tokenExpiry",
        300,
        "requestMappings",
        List.of(Map.of("requestParam", "grant_type", "match", "*", "claims", own)))));
    return Json.object(
            "interactiveLogin", false, "httpServer", "NettyWrapper", "tokenCallbacks", callbacks)
        .toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isUp() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/isalive"))
        .timeout(Duration.ofSeconds(10))
        .build();
    long start = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - start < PATIENCE_NANOS) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return true;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    return false;
  }

  String issuer(String id) {
    return "http://127.0.0.1:" + port + "/" + id;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
