package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.delay;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.http.SetCookie;
import dev.coriolis.testlogs.RecordedLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResponseStepTest {

  @Test
  void addsHeadersToWhateverResponseIsGiven() throws Exception {
    Handler handler = exchange -> {
      exchange.addResponseHeader("X-A", "1");
      exchange.setCookie(SetCookie.builder("a", "1").build());
      switch (exchange.path()) {
        case "/text" -> {
          return exchange.respondText(200, "text");
        }
        case "/refused" -> throw new HttpError(403, "no");
        default -> throw new IllegalStateException("broken");
      }
    };
    try (TestServer server = TestServer.start(handler);
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      for (String path : new String[] {"/text", "/refused", "/broken"}) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.headers().allValues("X-A")).as(path).containsExactly("1");
        assertThat(response.headers().firstValue("Set-Cookie"))
            .as(path)
            .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("a=1; "));
      }
      assertThat(log.messages(Level.ERROR)).containsExactly("GET /broken failed");
    }
  }

  @Test
  void takesStepsFromTheLastToTheFirstAndAwaitsThem() throws Exception {
    Handler handler = exchange -> {
      exchange.beforeResponse((status, headers) -> completedFuture(headers.toBuilder()
          .set("X-Seen", status + headers.first("X-Seen").orElse(""))
          .build()));
      exchange.beforeResponse((status, headers) -> delay(Duration.ofMillis(5))
          .thenApply(none -> headers.toBuilder().set("X-Seen", "-late").build()));
      return exchange.respond(201);
    };
    try (TestServer server = TestServer.start(handler)) {
      assertThat(server.get("/").headers().firstValue("X-Seen")).contains("201-late");
    }
  }

  @Test
  void failedStepIsLoggedAndAnsweredWith500() throws Exception {
    Handler handler = exchange -> {
      exchange.beforeResponse((status, headers) -> {
        if (exchange.path().equals("/thrown")) {
          throw new IllegalStateException("thrown");
        }
        return failedFuture(new IllegalStateException("failed"));
      });
      return exchange.respondText(200, "secret");
    };
    try (TestServer server = TestServer.start(handler);
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      for (String path : new String[] {"/thrown", "/failed"}) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
      }
      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly("thrown", "failed");
    }
  }

  @Test
  void keepsObjectsWithTheRequest() throws Exception {
    Handler handler = exchange -> {
      assertThat(exchange.attached(Integer.class)).isEmpty();
      exchange.attach(Integer.class, 7);
      exchange.attach(String.class, "seven");
      Exchange seen = exchange.withPathVariables(java.util.Map.of("a", "b"));
      return exchange.respondText(
          200,
          seen.attached(String.class).orElseThrow()
              + seen.attached(Integer.class).orElseThrow());
    };
    try (TestServer server = TestServer.start(handler)) {
      assertThat(server.get("/").body()).isEqualTo("seven7");
      assertThat(server.get("/").body()).isEqualTo("seven7");
    }
  }
}
