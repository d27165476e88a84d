package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.http.server.HttpError;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.http.server.TestServer;
import dev.coriolis.json.Json;
import dev.coriolis.testlogs.RecordedLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RequestHandlerTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /** What a JSON body is read to. */
  record User(String name, int age) {}

  /** Does what its path asks for. */
  private static final class Scripted extends RequestHandler {
    @Override
    @Coroutine
    protected CompletionStage<Void> get() {
      await(delay(Duration.ofMillis(1)));
      switch (pathVariable("what")) {
        case "redirect" -> await(redirect("/\u00fc?a=b"));
        case "moved" -> await(redirectPermanently("https://example.org/"));
        case "twice" -> {
          await(finish());
          write("more");
        }
        case "half" -> {
          write("half");
          throw new IllegalStateException("broken");
        }
        case "error" -> throw new HttpError(418, "teapot");
        default -> write();
      }
      return done();
    }

    private void write() {
      switch (pathVariable("what")) {
        case "json" -> write(Map.of("a", List.of(1)));
        case "node" -> write(Json.object("a", 1));
        case "record" -> write(new User("Ann", 7));
        case "null" -> write(null);
        case "text" -> write("h\u00fc");
        case "bytes" -> write(new byte[] {'b'});
        case "both" -> {
          write("a");
          write("b");
        }
        case "html" -> {
          setHeader("Content-Type", "text/html; charset=utf-8");
          write("<p>");
        }
        case "nothing" -> {}
        case "status" -> {
          setStatus(201);
          addHeader("X-A", "1");
          addHeader("X-A", "2");
        }
        case "argument" -> write(argument("a"));
        case "otherwise" -> write(argument("a", "none"));
        case "split" -> setHeader("X-A", "a\r\nX-B: b");
        default -> throw new AssertionError();
      }
    }

    @Override
    protected CompletionStage<Void> post() {
      return switch (pathVariable("what")) {
        case "user" -> {
          write(json(User.class));
          yield done();
        }
        case "json" -> {
          write(json());
          yield done();
        }
        case "body" -> {
          write(body());
          yield done();
        }
        case "form" -> {
          write(arguments("a"));
          yield done();
        }
        default -> throw new AssertionError();
      };
    }
  }

  private static TestServer scripted() {
    return TestServer.start(new Router().route("/{what}", Scripted::new));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # path         | status | content type                    | body
      /json          | 200    | application/json; charset=utf-8 | {"a":[1]}
      /node          | 200    | application/json; charset=utf-8 | {"a":1}
      /record        | 200    | application/json; charset=utf-8 | {"name":"Ann","age":7}
      /null          | 200    | application/json; charset=utf-8 | null
      /text          | 200    | text/plain; charset=utf-8       | h\u00fc
      /bytes         | 200    | text/plain; charset=utf-8       | b
      /both          | 200    | text/plain; charset=utf-8       | ab
      /html          | 200    | text/html; charset=utf-8        | <p>
      /nothing       | 200    |                                 | ''
      /status        | 201    |                                 | ''
      /argument?a=1&a=2 | 200 | text/plain; charset=utf-8       | 2
      /otherwise     | 200    | text/plain; charset=utf-8       | none
      /otherwise?a   | 200    | text/plain; charset=utf-8       | ''
      """)
  void sendsWhatWasWritten(String path, int status, String contentType, String body)
      throws Exception {
    try (TestServer server = scripted()) {
      HttpResponse<String> response = server.get(path);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Content-Type").orElse(null)).isEqualTo(contentType);
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.body()).isEqualTo(body);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # path         | status | message
      /argument      | 400    | the argument a is missing
      /argument?a=%ff | 400   | the request has percent-encoded bytes that are not UTF-8
      /error         | 418    | teapot
      /half          | 500    | the request failed; the server's log has the reason
      /split         | 500    | the request failed; the server's log has the reason
      """)
  void answersErrors(String path, int status, String message) throws Exception {
    try (TestServer server = scripted();
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      HttpResponse<String> response = server.get(path);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(Json.parse(response.body()).get("message").asString()).isEqualTo(message);
      assertThat(log.messages(Level.ERROR)).hasSize(status == 500 ? 1 : 0);
    }
  }

  @Test
  void jsonIsIndentedForBrowsers() throws Exception {
    try (TestServer server = scripted()) {
      String pretty = "{\n    \"a\": [\n        1\n    ]\n}";

      assertThat(server.get("/json?pretty").body()).isEqualTo(pretty);
      assertThat(
              server.get("/json", "Accept", "text/html,application/xml;q=0.9").body())
          .isEqualTo(pretty);
    }
  }

  @Test
  void headersMayHaveSeveralValues() throws Exception {
    try (TestServer server = scripted()) {
      assertThat(server.get("/status").headers().allValues("X-A")).containsExactly("1", "2");
    }
  }

  @Test
  void redirects() throws Exception {
    try (TestServer server = scripted()) {
      HttpResponse<String> found = server.get("/redirect");
      HttpResponse<String> moved = server.get("/moved");

      assertThat(found.statusCode()).isEqualTo(302);
      assertThat(found.headers().firstValue("Location")).contains("/%C3%BC?a=b");
      assertThat(moved.statusCode()).isEqualTo(301);
      assertThat(moved.headers().firstValue("Location")).contains("https://example.org/");
    }
  }

  @Test
  void readsBody() throws Exception {
    try (TestServer server = scripted()) {
      assertThat(server.send("POST", "/user", "{\"name\":\"A\",\"age\":1}").body())
          .isEqualTo("{\"name\":\"A\",\"age\":1}");
      assertThat(server.send("POST", "/json", "[1]").body()).isEqualTo("[1]");
      assertThat(server.send("POST", "/body", "raw").body()).isEqualTo("raw");
      assertThat(server
              .send("POST", "/form?a=0", "a=1&b=2&a=%20", "Content-Type", FORM)
              .body())
          .isEqualTo("[\"0\",\"1\",\" \"]");
      assertThat(server.send("POST", "/form?a=0", "a=1").body()).isEqualTo("[\"0\"]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # body            | message
      {"name": 'A'}     | invalid JSON at line 1, column 10: Unexpected character
      {"age": "x"}      | age at line 1, column 9 does not fit, expected int
      ''                | does not fit
      """)
  void answersBadJsonWithItsPlace(String body, String message) throws Exception {
    try (TestServer server = scripted()) {
      HttpResponse<String> response = server.send("POST", "/user", body);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Json.parse(response.body()).get("message").asString()).contains(message);
    }
  }

  @Test
  void methodsThatAreNotOverriddenAreNotAllowed() throws Exception {
    try (TestServer server = scripted()) {
      for (String method : List.of("PUT", "PATCH", "DELETE", "FOO")) {
        HttpResponse<String> response = server.send(method, "/json", "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
      }
      assertThat(server.send("OPTIONS", "/json", "").statusCode()).isEqualTo(204);
      assertThat(server.send("OPTIONS", "/json", "").headers().firstValue("Allow"))
          .contains("GET, HEAD, OPTIONS, POST");
      assertThat(server.send("HEAD", "/json", "").headers().firstValue("Content-Length"))
          .contains("9");
    }
  }

  @Test
  void writingAfterFinishIsAnError() throws Exception {
    try (TestServer server = scripted();
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      assertThat(server.get("/twice").statusCode()).isEqualTo(200);
      // The next request on another connection comes after the failure on the one loop.
      server.get("/text");

      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly("the response was sent before");
    }
  }

  /** Says when it is called. */
  private final class Recorded extends RequestHandler {
    @Override
    @Coroutine
    protected CompletionStage<Void> prepare() {
      await(delay(Duration.ofMillis(1)));
      events.add("prepare");
      if (request().query().contains("early")) {
        setStatus(401);
        await(finish());
      }
      return done();
    }

    @Override
    @Coroutine
    protected CompletionStage<Void> get() {
      events.add("get");
      await(delay(Duration.ofMillis(1)));
      if (request().query().contains("fail")) {
        throw new HttpError(503, "failed");
      }
      return done();
    }

    @Override
    protected CompletionStage<Void> onFinish() {
      events.add(isFinished() ? "onFinish" : "not finished");
      return done();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # query  | status | calls
      ''       | 200    | prepare get onFinish
      early    | 401    | prepare onFinish
      fail     | 503    | prepare get onFinish
      """)
  void callsPrepareMethodAndOnFinish(String query, int status, String calls) throws Exception {
    try (TestServer server = TestServer.start(new Router().route("/", Recorded::new))) {
      assertThat(server.get("/?" + query).statusCode()).isEqualTo(status);

      for (String call : calls.split(" ")) {
        assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(call);
      }
      assertThat(events).isEmpty();
    }
  }

  @Test
  void eachRequestHasItsOwnInstance() throws Exception {
    try (TestServer server = TestServer.start(new Router().route("/", () -> {
      events.add("new");
      return new Recorded();
    }))) {
      server.get("/");
      server.get("/");

      assertThat(events).filteredOn("new"::equals).hasSize(2);
    }
  }

  @Test
  void handlerThatHasARequestGetsNoOther() throws Exception {
    Recorded only = new Recorded();
    try (TestServer server = TestServer.start(new Router().route("/", () -> only));
        RecordedLog log = RecordedLog.of(HttpServer.class)) {
      assertThat(server.get("/").statusCode()).isEqualTo(200);
      assertThat(server.get("/").statusCode()).isEqualTo(500);

      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly(
              "the supplier of the route gave a " + Recorded.class.getName()
                  + " that has a request already: make a new one for each, as by route(path, () -> new ...)");
    }
  }
}
