package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.testlogs.RecordedLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class HttpServerTest {

  @Test
  void answersWithDateAndLength() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.respondText(200, "h\u00fc"))) {
      HttpResponse<String> response = server.get("/");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("h\u00fc");
      assertThat(response.headers().firstValue("Content-Length")).contains("3");
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("text/plain; charset=utf-8");
      assertThat(response.headers().firstValue("Date"))
          .hasValueSatisfying(
              date -> assertThat(date).matches("\\w{3}, \\d\\d \\w{3} \\d{4} .* GMT"));
    }
  }

  @Test
  void handsOverRequest() throws Exception {
    try (TestServer server = TestServer.start(exchange -> exchange.respondJson(
        200,
        Map.of(
            "method", exchange.method().name(),
            "path", exchange.path(),
            "segments", exchange.segments(),
            "a", exchange.query().all("a"),
            "header", exchange.headers().all("X-Test"),
            "body", exchange.text())))) {
      String body = server
          .send("PUT", "/x/J.%20D?a=1&a=%C3%BC+", "h\u00fc", "X-Test", "t")
          .body();

      assertThat(Json.parse(body)).isEqualTo(Json.parse("""
              {"method": "PUT", "path": "/x/J.%20D", "segments": ["x", "J. D"],
               "a": ["1", "\u00fc "], "header": ["t"], "body": "h\u00fc"}"""));
    }
  }

  @Test
  void handsOverLargeBodyInPieces() throws Exception {
    String body = "0123456789".repeat(300_000);
    try (TestServer server =
        TestServer.start(exchange -> exchange.respondText(200, exchange.text()))) {
      assertThat(server.send("POST", "/", body).body()).isEqualTo(body);
    }
  }

  @Test
  void coroutineAnswersLaterWithoutHoldingOthersUp() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    try (TestServer server = TestServer.start(exchange -> exchange.path().equals("/slow")
        ? answerWith(exchange, gate)
        : exchange.respondText(200, "fast"))) {
      CompletableFuture<HttpResponse<String>> slow = server.sendAsync("GET", "/slow");

      assertThat(server.get("/").body()).isEqualTo("fast");
      gate.complete("slow");
      assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("slow");
    }
  }

  @Coroutine
  private static CompletionStage<Void> answerWith(Exchange exchange, CompletionStage<String> gate) {
    return exchange.respondText(200, await(gate));
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "fails", "fails later", "null", "no answer"})
  void failureIsAnsweredWith500AndOneLogEntry(String way) throws Exception {
    try (TestServer server = TestServer.start(exchange -> failing(way));
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      HttpResponse<String> response = server.get("/users/7?password=1");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(Json.parse(response.body())).isEqualTo(Json.parse("""
              {"status": 500, "error": "Internal Server Error",
               "message": "the request failed; the server's log has the reason"}"""));
      assertThat(log.messages(Level.ERROR)).containsExactly("GET /users/7 failed");
      assertThat(log.failures()).hasSize(1);
    }
  }

  private static CompletionStage<?> failing(String way) throws IOException {
    return switch (way) {
      case "throws" -> throw new IOException("secret");
      case "fails" -> CompletableFuture.failedFuture(new IOException("secret"));
      case "fails later" -> failsLater();
      case "null" -> null;
      default -> done();
    };
  }

  @Coroutine
  private static CompletionStage<Void> failsLater() {
    await(delay(Duration.ofMillis(1)));
    throw new IllegalStateException("secret");
  }

  @Test
  void logHasWholeAsynchronousStack() throws Exception {
    try (TestServer server = TestServer.start(exchange -> outer());
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      server.get("/");

      assertThat(log.failures().get(0).getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .containsSubsequence("failsLater", "outer", "run");
    }
  }

  @Coroutine
  private static CompletionStage<Void> outer() {
    await(failsLater());
    return done();
  }

  @Test
  void httpErrorIsAnsweredWithItsStatusAndNotLogged() throws Exception {
    try (TestServer server = TestServer.start(exchange -> {
          throw new HttpError(404, "there is no user 7", Headers.of("X-More", "m"));
        });
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      HttpResponse<String> response = server.get("/");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("X-More")).contains("m");
      assertThat(response.body())
          .isEqualTo("{\"status\":404,\"error\":\"Not Found\",\"message\":\"there is no user 7\"}");
      assertThat(log.messages(Level.ERROR)).isEmpty();
    }
  }

  @Test
  void failureAfterAnswerIsLoggedAndClosesConnection() throws Exception {
    try (TestServer server = TestServer.start(exchange -> {
          exchange.respondText(200, "begun");
          throw new IllegalStateException("late");
        });
        RecordedLog log = RecordedLog.of(HttpServer.class);
        RawClient client = server.connect()) {
      client.sendHead("GET / HTTP/1.1", "Host: a");

      assertThat(client.readAll()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("begun");
      assertThat(log.failures()).extracting(Throwable::getMessage).containsExactly("late");
    }
  }

  @Test
  void secondAnswerIsAnError() throws Exception {
    try (TestServer server = TestServer.start(exchange -> {
          exchange.respondText(200, "first");
          return exchange.respondText(200, "second");
        });
        RecordedLog log = RecordedLog.of(HttpServer.class);
        RawClient client = server.connect()) {
      client.sendHead("GET /x HTTP/1.1", "Host: a");

      assertThat(client.readAll()).endsWith("first");
      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly("GET /x was answered before");
    }
  }

  @Test
  void badJsonIsAnsweredWith400AndItsPlace() throws Exception {
    try (TestServer server =
        TestServer.start(exchange -> exchange.respondJson(200, exchange.json()))) {
      HttpResponse<String> response = server.send("POST", "/", "{\"a\": }");

      assertThat(response.statusCode()).isEqualTo(400);
      JsonNode error = Json.parse(response.body());
      assertThat(error.get("message").asString()).startsWith("invalid JSON at line 1, column 7");
    }
  }

  @Test
  void formMayHaveLettersThatAreNotEncoded() throws Exception {
    try (TestServer server = startForm();
        RawClient client = server.connect()) {
      client.send(form(new String("name=J\u00fcrgen+M%C3%BCller".getBytes(UTF_8), ISO_8859_1)));

      assertThat(client.readResponse())
          .endsWith(new String("J\u00fcrgen M\u00fcller".getBytes(UTF_8), ISO_8859_1));
    }
  }

  @Test
  void formThatIsNotUtf8IsAnsweredWith400() throws Exception {
    try (TestServer server = startForm();
        RawClient client = server.connect()) {
      client.send(form("name=J\u00fcrgen"));

      assertThat(client.readResponse())
          .startsWith("HTTP/1.1 400 ")
          .contains("the request has a form that is not UTF-8");
    }
  }

  private static TestServer startForm() {
    return TestServer.start(
        exchange -> exchange.respondText(200, exchange.form().last("name").orElse("nobody")));
  }

  /** Returns a request with a form, each character of which is a byte. */
  private static String form(String body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void jsonIsIndentedForBrowsers() throws Exception {
    try (TestServer server =
        TestServer.start(exchange -> exchange.respondJson(200, Map.of("a", 1)))) {
      assertThat(server.get("/").body()).isEqualTo("{\"a\":1}");
      assertThat(server.get("/?x&pretty").body()).isEqualTo("{\n    \"a\": 1\n}");
      assertThat(server.get("/", "Accept", "text/html,*/*;q=0.8").body()).contains("\n    \"a\"");
      assertThat(server.get("/?pretty=false", "Accept", "text/html").body()).isEqualTo("{\"a\":1}");
      assertThat(server.get("/?prettyx").body()).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void answersFromAnotherThread() throws Exception {
    try (TestServer server = TestServer.start(
        exchange -> CompletableFuture.supplyAsync(() -> exchange.respondText(200, "elsewhere"))
            .thenCompose(written -> written))) {
      assertThat(server.get("/").body()).isEqualTo("elsewhere");
    }
  }

  @Test
  void saysWhereItCannotListen() {
    try (TestServer first = TestServer.start(exchange -> done());
        EventLoop loop = EventLoop.create()) {
      int port = first.server().port();

      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> HttpServer.builder(loop, exchange -> done())
              .port(port)
              .start()
              .toCompletableFuture()
              .orTimeout(10, TimeUnit.SECONDS)
              .join())
          .withCauseInstanceOf(IOException.class)
          .withMessageContaining("cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void saysThatItDoesNotKnowHost() {
    try (EventLoop loop = EventLoop.create()) {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> HttpServer.builder(loop, exchange -> done())
              .host("no-such-host.invalid")
              .start()
              .toCompletableFuture()
              .orTimeout(10, TimeUnit.SECONDS)
              .join())
          .withMessageContaining("cannot listen on no-such-host.invalid:8080: unknown host");
    }
  }

  @Test
  void cannotStartOnClosedLoop() {
    EventLoop loop = EventLoop.create();
    loop.close();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> HttpServer.builder(loop, exchange -> done())
            .port(0)
            .start()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join())
        .withMessageContaining("cannot listen on 127.0.0.1:0: ");
  }

  /** A name that is no text in any encoding, and would break the answer that quotes it. */
  @Test
  void answersWhereMessageCannotBeEncoded() throws Exception {
    try (TestServer server = TestServer.start(exchange -> {
      throw new HttpError(400, "\ud800 is half a character");
    })) {
      assertThat(server.get("/").body()).contains("\"message\":\"? is half a character\"");
    }
  }

  @Test
  void rejectsBadOptions() {
    try (EventLoop loop = EventLoop.create()) {
      HttpServer.Builder builder = HttpServer.builder(loop, exchange -> done());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.port(65_536))
          .withMessageContaining("65536");
      assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBodyBytes(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.headerTimeout(Duration.ZERO))
          .withMessageContaining("headerTimeout must be positive, was PT0S");
    }
  }
}
