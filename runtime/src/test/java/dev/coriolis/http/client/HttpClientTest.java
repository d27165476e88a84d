package dev.coriolis.http.client;

import static dev.coriolis.http.client.RawServer.always;
import static dev.coriolis.http.client.RawServer.once;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.http.HttpMethod;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClientTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void fetchesOnTheLoopOfItsCaller() throws IOException {
    try (RawServer server = new RawServer(always(OK))) {
      String text = EventLoop.run(() -> {
        HttpClient client = HttpClient.create();
        return client.fetch(server.url("/")).thenApply(response -> {
          client.close();
          return response.text();
        });
      });

      assertThat(text).isEqualTo("hi");
    }
  }

  @Test
  void sendsWhatTheRequestHas() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      client.get(HttpRequest.builder(server.url("/a%20b?q=ü#fragment"))
          .header("X-One", "1")
          .method(HttpMethod.POST)
          .json(Map.of("name", "Ada"))
          .build());

      assertThat(server.requests().get(0))
          .startsWith("POST /a%20b?q=%C3%BC HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nhost: 127.0.0.1:" + server.port() + "\r\n")
          .containsIgnoringCase("\r\nx-one: 1\r\n")
          .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
          .containsIgnoringCase("\r\naccept-encoding: gzip, deflate\r\n")
          .endsWith("\r\n\r\n{\"name\":\"Ada\"}");
    }
  }

  @Test
  void sendsFieldsOfAForm() throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", "Ada & Jürgen");
    fields.put("a=b", "");
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      client.get(HttpRequest.builder(server.url("/"))
          .method(HttpMethod.POST)
          .form(fields)
          .build());

      assertThat(server.requests().get(0))
          .containsIgnoringCase("\r\ncontent-type: application/x-www-form-urlencoded\r\n")
          .endsWith("\r\n\r\nname=Ada+%26+J%C3%BCrgen&a%3Db=");
    }
  }

  @Test
  void asksForNoPartOfACompressedBody() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      client.get(
          HttpRequest.builder(server.url("/")).header("Range", "bytes=5-9").build());

      assertThat(server.requests().get(0))
          .containsIgnoringCase("\r\naccept-encoding: identity\r\n");
    }
  }

  @Test
  void getHasNoLengthAndAnEmptyPostHas() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      client.get(server.url(""));
      client.get(HttpRequest.builder(server.url("")).method(HttpMethod.POST).build());

      assertThat(server.requests().get(0))
          .startsWith("GET / HTTP/1.1\r\n")
          .doesNotContainIgnoringCase("content-length");
      assertThat(server.requests().get(1)).containsIgnoringCase("content-length: 0\r\n");
    }
  }

  @Test
  void sendsTheUserOfAUrlAsAuthorization() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      String url = server.url("/").replace("//", "//ada:pass%20word@");
      HttpResponse response = client.get(url);

      assertThat(server.requests().get(0))
          .containsIgnoringCase("authorization: Basic YWRhOnBhc3Mgd29yZA==\r\n");
      assertThat(response.uri()).hasToString(server.url("/"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nbody",
        "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2;x=y\r\ndy\r\n0\r\nT: 1\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\n\r\nbody",
        "HTTP/1.0 404 Not Found\r\n\r\nbody",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            + "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nbody",
      })
  void readsEveryFraming(String response) throws Exception {
    try (RawServer server = new RawServer(once(response));
        TestClient client = new TestClient()) {
      HttpResponse read = client.get(server.url("/"));

      assertThat(read.status()).isEqualTo(404);
      assertThat(read.text()).isEqualTo("body");
    }
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200", "GET, 204", "GET, 304"})
  void readsResponsesThatHaveNoBodyWhateverTheirLength(String method, int status) throws Exception {
    String response = "HTTP/1.1 " + status + " X\r\n"
        + (status == 204 ? "" : "Content-Length: 1000\r\nContent-Encoding: gzip\r\n") + "\r\n";
    try (RawServer server = new RawServer(always(response));
        TestClient client = new TestClient()) {
      HttpRequest request =
          HttpRequest.builder(server.url("/")).method(new HttpMethod(method)).build();

      assertThat(client.get(request).body()).isEmpty();
      assertThat(client.get(request).status()).isEqualTo(status);
      assertThat(server.accepted()).as("the connection was used again").isEqualTo(1);
    }
  }

  @Test
  void decodesTextByItsCharset() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Type: text/plain";
    try (RawServer server = new RawServer(
            once(head + "; charset=iso-8859-1\r\n\r\n\u00fc"), once(head + "\r\n\r\nx"));
        TestClient client = new TestClient()) {
      assertThat(client.get(server.url("/")).text()).isEqualTo("ü");
      assertThat(client.get(server.url("/")).text()).isEqualTo("x");
    }
  }

  @Test
  void readsJson() throws Exception {
    String json = "{\"name\": \"Jürgen\"}";
    int length = json.getBytes(UTF_8).length;
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
          connection.send(json.getBytes(UTF_8));
        });
        TestClient client = new TestClient()) {
      HttpResponse response = client.get(server.url("/"));

      assertThat(response.json().get("name").asString()).isEqualTo("Jürgen");
      assertThat(response.json(Named.class)).isEqualTo(new Named("Jürgen"));
    }
  }

  /**
   * What is read.
   *
   * @param name its only property
   */
  private record Named(String name) {}

  @Test
  void orThrowNamesStatusMethodAndUrl() throws Exception {
    try (RawServer server =
            new RawServer(always("HTTP/1.1 404 Gone Fishing\r\nContent-Length: 0\r\n\r\n"));
        TestClient client = new TestClient()) {
      HttpResponse response = client.get(server.url("/x"));

      assertThatThrownBy(response::orThrow)
          .isInstanceOf(HttpStatusException.class)
          .hasMessage("GET " + server.url("/x") + " was answered with 404 Not Found");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ftp://example.org/          | must begin with http:// or https://
      example.org/                | must begin with http:// or https://
      http:///path                | must have
      http://exa mple/            | malformed
      http://a..b/                | must have a host name
      http://a_b..c/              | must have a host name
      http://a_-/                 | must have a host name
      http://a_b:x/               | must have a host name
      http://a_b:0/               | must have a port from 1 to 65535
      http://a_b:70000/           | must have a port from 1 to 65535
      http://a:secret@b_c/        | must have a host name
      https://a_b/                | must have a host name without underscores
      http://example.org:0/       | must have a port from 1 to 65535
      http://example.org:70000/   | must have a port from 1 to 65535
      http://a:secret@b c/        | //b c/
      ''                          | must begin with
      """)
  void badUrlFailsTheStage(String url, String message) throws Exception {
    try (TestClient client = new TestClient()) {
      Throwable failure = TestClient.failure(client.client().fetch(url));

      assertThat(failure)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void closedClientRefuses() throws Exception {
    try (TestClient client = new TestClient()) {
      client.client().close();

      assertThat(client.failure("http://127.0.0.1:1/"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void closeFailsWhatGoesOn() throws Exception {
    try (RawServer server = new RawServer(RawConnection::awaitClose);
        TestClient client = new TestClient()) {
      var pending = client.client().fetch(server.url("/"));

      client.client().close();

      assertThat(TestClient.failure(pending)).hasMessageContaining("the HTTP client was closed");
    }
  }

  @Test
  void requestFramingIsLeftToTheClient() {
    assertThatThrownBy(
            () -> HttpRequest.builder("http://a/").header("transfer-encoding", "chunked"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("transfer-encoding");
  }
}
