package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.http.server.HttpServer;
import dev.coriolis.http.server.TestServer;
import dev.coriolis.testlogs.RecordedLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now = START;
  private final InMemorySessionStore store = new InMemorySessionStore(100, () -> now);
  private final TestServer server = server(SecretKeys.of(key(1)));

  private static byte[] key(int filling) {
    byte[] key = new byte[SecretKeys.KEY_BYTES];
    Arrays.fill(key, (byte) filling);
    return key;
  }

  private TestServer server(SecretKeys keys) {
    Sessions sessions = Sessions.builder(keys).store(store).clock(() -> now).build();
    return TestServer.start(new Router()
        .filter(sessions)
        .filter(sessions)
        .get("/none", exchange -> exchange.respondText(200, "none"))
        .get(
            "/get",
            exchange ->
                exchange.respondText(200, Session.of(exchange).get("value").orElse("nothing")))
        .get("/put/{value}", exchange -> {
          Session.of(exchange).put("value", exchange.pathVariable("value"));
          return exchange.respondText(200, "");
        })
        .get("/renew", exchange -> {
          Session.of(exchange).renew();
          return exchange.respondText(200, "");
        })
        .get("/end", exchange -> {
          Session.of(exchange).end();
          return exchange.respondText(200, "");
        })
        .get("/slow", exchange -> {
          await(store.deleteGroup("users"));
          Session.of(exchange).put("value", "late");
          return exchange.respondText(200, "");
        })
        .route("/handler", InHandler::new));
  }

  /** Keeps the colours of the page in the session. */
  private static final class InHandler extends RequestHandler {
    @Override
    protected CompletionStage<Void> get() {
      session().put("value", cookie("theme").orElse("light"));
      session().join("users");
      return done();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Returns what a browser would send next, if the response has told it something. */
  private static Optional<String> cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").map(text -> text.split(";")[0]);
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    return server.get(path, "Cookie", cookie);
  }

  private String begin() throws Exception {
    return cookie(server.get("/put/1")).orElseThrow();
  }

  @Test
  void rememberedValuesComeBack() throws Exception {
    HttpResponse<String> first = server.get("/put/7");
    String cookie = cookie(first).orElseThrow();

    assertThat(first.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(text -> assertThat(text)
            .startsWith("__Host-session=")
            .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax"));
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(get("/get", cookie).body()).isEqualTo("7");
    assertThat(cookie(get("/get", cookie))).isEmpty();
    assertThat(cookie(get("/put/8", cookie))).isEmpty();
    assertThat(get("/get", cookie).body()).isEqualTo("8");
    assertThat(server.get("/get").body()).isEqualTo("nothing");
  }

  @Test
  void withoutValuesThereIsNoCookie() throws Exception {
    assertThat(cookie(server.get("/none"))).isEmpty();
    assertThat(cookie(server.get("/get"))).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void handlersInTheMannerOfTornadoHaveIt() throws Exception {
    String cookie = cookie(server.get("/handler", "Cookie", "theme=dark")).orElseThrow();

    assertThat(get("/get", cookie).body()).isEqualTo("dark");
  }

  @Test
  void renewedSessionKeepsItsValuesUnderAnotherId() throws Exception {
    String before = begin();
    String after = cookie(get("/renew", before)).orElseThrow();

    assertThat(after).isNotEqualTo(before);
    assertThat(get("/get", after).body()).isEqualTo("1");
    assertThat(get("/get", before).body()).isEqualTo("nothing");
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void endedSessionIsGone() throws Exception {
    String cookie = begin();
    HttpResponse<String> ended = get("/end", cookie);

    assertThat(ended.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("__Host-session=; Path=/; Max-Age=0"));
    assertThat(get("/get", cookie).body()).isEqualTo("nothing");
    assertThat(store.size()).isZero();
  }

  @Test
  void requestThatBeganBeforeTheEndBringsNothingBack() throws Exception {
    String cookie = cookie(server.get("/handler")).orElseThrow();

    get("/slow", cookie);

    assertThat(store.size()).isZero();
    assertThat(get("/get", cookie).body()).isEqualTo("nothing");
  }

  @Test
  void endsWhenItIsNotUsed() throws Exception {
    String cookie = begin();
    for (int i = 0; i < 3; i++) {
      now = now.plus(Duration.ofMinutes(119));
      assertThat(get("/get", cookie).body()).as("use %d", i).isEqualTo("1");
    }
    now = now.plus(Duration.ofMinutes(121));

    HttpResponse<String> late = get("/get", cookie);
    assertThat(late.body()).isEqualTo("nothing");
    assertThat(late.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(text -> assertThat(text).contains("Max-Age=0"));
  }

  @Test
  void endsAfterItsLifetimeHoweverItIsUsed() throws Exception {
    String cookie = begin();
    while (now.isBefore(START.plus(Duration.ofHours(11)))) {
      now = now.plus(Duration.ofHours(1));
      assertThat(get("/put/" + now.getEpochSecond(), cookie).statusCode()).isEqualTo(200);
      assertThat(get("/get", cookie).body()).isEqualTo(String.valueOf(now.getEpochSecond()));
    }
    now = START.plus(Duration.ofHours(12));

    assertThat(get("/get", cookie).body()).isEqualTo("nothing");
  }

  @Test
  void changedOrCutCookieIsNone() throws Exception {
    String cookie = begin();
    int middle = cookie.length() / 2;
    char other = cookie.charAt(middle) == 'A' ? 'B' : 'A';

    for (String bad : List.of(
        cookie.substring(0, middle) + other + cookie.substring(middle + 1),
        cookie.substring(0, middle),
        cookie + "A",
        "__Host-session=",
        "__Host-session=" + "A".repeat(80))) {
      HttpResponse<String> response = get("/get", bad);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).as(bad).isEqualTo("nothing");
    }
    assertThat(get("/get", cookie).body()).isEqualTo("1");
  }

  @Test
  void cookieOfAnOlderKeyIsTakenAndSealedAnew() throws Exception {
    String old = begin();
    try (TestServer rotated = server(SecretKeys.of(key(2), key(1)))) {
      HttpResponse<String> response = rotated.get("/get", "Cookie", old);
      String renewed = cookie(response).orElseThrow();

      assertThat(response.body()).isEqualTo("1");
      assertThat(rotated.get("/get", "Cookie", renewed).body()).isEqualTo("1");
      assertThat(cookie(rotated.get("/get", "Cookie", renewed))).isEmpty();
    }
    try (TestServer other = server(SecretKeys.of(key(2)))) {
      assertThat(other.get("/get", "Cookie", old).body()).isEqualTo("nothing");
    }
  }

  @Test
  void sessionSurvivesAFailingHandler() throws Exception {
    Router router = new Router()
        .filter(
            Sessions.builder(SecretKeys.random()).store(store).clock(() -> now).build())
        .get("/", exchange -> {
          Session.of(exchange).put("value", "1");
          await(delay(Duration.ofMillis(1)));
          throw new IllegalStateException("broken");
        });
    try (TestServer failing = TestServer.start(router);
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      HttpResponse<String> response = failing.get("/");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(cookie(response)).isPresent();
      assertThat(log.failures()).hasSize(1);
    }
  }

  @Test
  void saysWhatIsMissingWhereThereAreNoSessions() throws Exception {
    Router router = new Router().get("/", exchange -> {
      Session.of(exchange);
      return exchange.respond(204);
    });
    try (TestServer without = TestServer.start(router);
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      assertThat(without.get("/").statusCode()).isEqualTo(500);
      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly("there are no sessions at /: add router.filter(Sessions.create(keys))"
              + " before what needs them");
    }
  }

  @Test
  void plainNameGoesOverPlainHttp() throws Exception {
    Router router = new Router()
        .filter(Sessions.builder(SecretKeys.random()).cookieName("session").build())
        .get("/", exchange -> {
          Session.of(exchange).put("a", "b");
          return exchange.respond(204);
        });
    try (TestServer plain = TestServer.start(router)) {
      assertThat(plain.get("/").headers().firstValue("Set-Cookie"))
          .hasValueSatisfying(text ->
              assertThat(text).startsWith("session=").endsWith("; Path=/; HttpOnly; SameSite=Lax"));
    }
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    Sessions.Builder builder = Sessions.builder(SecretKeys.random());

    assertThatIllegalArgumentException().isThrownBy(() -> builder.idleTimeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.lifetime(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.cookieName("a b"));
  }
}
