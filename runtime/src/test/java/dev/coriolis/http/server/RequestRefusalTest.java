package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.json.Json;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with requests that no handler may see. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestRefusalTest {
  private final AtomicInteger handled = new AtomicInteger();
  private TestServer server;

  @BeforeAll
  void startServer() {
    server = TestServer.start(
        exchange -> {
          handled.incrementAndGet();
          return exchange.respondText(200, "handled");
        },
        options -> options.maxBodyBytes(1000));
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @AfterEach
  void resetHandled() {
    handled.set(0);
  }

  /** In each request, | is a line end, LF and CR are those alone, and NUL is one. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
      # status; request
      400; "nonsense||"
      400; "GET||"
      400; "GET /||"
      400; "GET / HTTP/1.1 |Host: a||"
      400; "GET / FTP/1.1|Host: a||"
      505; "GET / HTTP/2.0|Host: a||"
      505; "PRI * HTTP/2.0||SM||"
      505; "GET / HTTP/1.2|Host: a||"
      400; "GET / HTTP/1.1||"
      400; "GET / HTTP/1.1|Host: a|Host: a||"
      400; "GET / HTTP/1.1|Host: a, b||"
      400; "GET / HTTP/1.1|Host: a b||"
      400; "GET / HTTP/1.1|Host: user@a||"
      400; "GET / HTTP/1.1|Host:||"
      400; "GET / HTTP/1.0|Host: a|Host: b||"
      400; "GET / HTTP/1.1|Host: aLF|"
      400; "GET / HTTP/1.1LFHost: aLFLF"
      400; "GET / HTTP/1.1|Host : a||"
      400; "GET / HTTP/1.1| Host: a||"
      400; "GET / HTTP/1.1|Host: a|X: 1| 2||"
      400; "GET / HTTP/1.1|Host: a|X: 1|\t2||"
      400; "|GET / HTTP/1.1|Host: a|X: 1| 2||"
      400; "LFCR||GET / HTTP/1.1|Host: a|X: 1| 2||"
      400; "GET / HTTP/1.1|Host: a|No colon||"
      400; "GET / HTTP/1.1|Host: a|: no name||"
      400; "GET / HTTP/1.1|Host: a|N(ame: 1||"
      400; "GET / HTTP/1.1|Host: a|X: NUL||"
      400; "GET / HTTP/1.1|Host: a|X: CRx||"
      400; "G@T / HTTP/1.1|Host: a||"
      400; "CONNECT a:80 HTTP/1.1|Host: a||"
      400; "GET users HTTP/1.1|Host: a||"
      400; "GET * HTTP/1.1|Host: a||"
      400; "GET ftp://a/ HTTP/1.1|Host: a||"
      400; "GET /#x HTTP/1.1|Host: a||"
      400; "GET /%zz HTTP/1.1|Host: a||"
      400; "GET /% HTTP/1.1|Host: a||"
      400; "GET /%ff HTTP/1.1|Host: a||"
      400; "GET /%c0%af HTTP/1.1|Host: a||"
      400; "GET /%00 HTTP/1.1|Host: a||"
      400; "GET /a/../b HTTP/1.1|Host: a||"
      400; "GET /a/%2e%2E/b HTTP/1.1|Host: a||"
      400; "GET /\u00fc HTTP/1.1|Host: a||"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked||0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 5||0||"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 2||aa"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 1, 2||aa"
      400; "POST / HTTP/1.1|Host: a|Content-Length: +1||a"
      400; "POST / HTTP/1.1|Host: a|Content-Length: -1||a"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 0x1||a"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 1 1||a"
      400; "POST / HTTP/1.1|Host: a|Content-Length:||a"
      400; "POST / HTTP/1.1|Host: a|Content-Length: 99999999999999999999||a"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip||a"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity||a"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked||0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, chunked||0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: x||0||"
      400; "POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked||0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||zz|a|0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||-1|a|0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||ffffffffff|a|0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|aa|0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1LFa|0||"
      400; "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||0|bad trailer||"
      400; "GET / HTTP/1.1|Host: a|Sec-WebSocket-Key1: 1|Sec-WebSocket-Key2: 2|Upgrade: websocket||"
      413; "POST / HTTP/1.1|Host: a|Content-Length: 1001||"
      413; "POST / HTTP/1.1|Host: a|Content-Length: 9999999999||"
      413; "POST / HTTP/1.1|Host: a|Expect: 100-continue|Content-Length: 1001||"
      417; "POST / HTTP/1.1|Host: a|Expect: the unexpected|Content-Length: 1||"
      """)
  void refusesAndCloses(int status, String request) throws Exception {
    String bytes =
        request.replace("|", "\r\n").replace("LF", "\n").replace("CR", "\r").replace("NUL", "\0");

    assertRefused(status, bytes);
  }

  private void assertRefused(int status, String bytes) throws Exception {
    try (RawClient client = server.connect()) {
      String response = client.send(bytes).readAll();

      assertThat(response).startsWith("HTTP/1.1 " + status + " ");
      assertThat(response).containsIgnoringCase("connection: close\r\n");
      String body = response.substring(response.indexOf("\r\n\r\n") + 4);
      assertThat(Json.parse(body).get("status").asInt()).isEqualTo(status);
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void refusesLongRequestLine() throws Exception {
    assertRefused(414, "GET /" + "a".repeat(8192) + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @Test
  void refusesRequestLineWithoutEnd() throws Exception {
    assertRefused(414, "G".repeat(20_000));
  }

  @Test
  void refusesLargeHeaders() throws Exception {
    assertRefused(431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(16_384) + "\r\n\r\n");
  }

  @Test
  void refusesManyHeaders() throws Exception {
    assertRefused(431, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1\r\n".repeat(100) + "\r\n");
  }

  @Test
  void refusesLongLineOfChunk() throws Exception {
    assertRefused(
        400,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(10_000)
            + "\r\na\r\n0\r\n\r\n");
  }

  @Test
  void foldedHeaderIsRefusedBehindAnotherRequest() throws Exception {
    try (RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"
          + "\r\nGET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n");

      assertThat(client.readResponse()).endsWith("handled");
      assertThat(client.readResponse()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void refusesLargeTrailers() throws Exception {
    assertRefused(
        400,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y z\0\r\n\r\n");
    assertRefused(
        431,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: "
            + "a".repeat(20_000) + "\r\n\r\n");
  }

  @Test
  void refusesLargeChunkedBodyWhileItComes() throws Exception {
    try (RawClient client = server.connect()) {
      client.sendHead("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
      for (int i = 0; i < 2; i++) {
        client.send("258\r\n" + "a".repeat(600) + "\r\n");
      }

      assertThat(client.readAll()).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
    }
  }

  /** To close at once would reset the connection, and the client might never see the answer. */
  @Test
  void clientThatSendsOnSeesRefusal() throws Exception {
    try (RawClient client = server.connect()) {
      client.sendHead("POST / HTTP/1.1", "Host: a", "Content-Length: 5000000");
      for (int i = 0; i < 50; i++) {
        client.send("a".repeat(100_000));
      }

      assertThat(client.readAll()).startsWith("HTTP/1.1 413 ");
    }
  }

  /** Every way in which the bytes of a request can come in two parts. */
  @ParameterizedTest
  @MethodSource("cuts")
  void foldedHeaderIsRefusedHoweverItComes(int cut) throws Exception {
    String request = "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n";
    try (RawClient client = server.connect()) {
      client.send(request.substring(0, cut));
      client.send(request.substring(cut));

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
      assertThat(handled).hasValue(0);
    }
  }

  static Stream<Integer> cuts() {
    return Stream.of(1, 16, 17, 25, 26, 43, 44, 45, 46, 47, 55);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1|Host: a||",
        "GET / HTTP/1.1|Host: a.example:8080||",
        "GET / HTTP/1.1|Host: [::1]:80||",
        "GET http://a/ HTTP/1.1|Host: a||",
        "GET http://a HTTP/1.1|Host: a||",
        "GET http://a?x HTTP/1.1|Host: a||",
        "OPTIONS * HTTP/1.1|Host: a||",
        "GET //a HTTP/1.1|Host: a||",
        "GET /a%2Fb HTTP/1.1|Host: a||",
        "GET / HTTP/1.0||",
        "||GET / HTTP/1.1|Host: a||",
        "POST / HTTP/1.1|Host: a|Content-Length: 1||a",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: Chunked||1;ext=1|a|0|Trailer: t||",
      })
  void acceptsWhatIsUnusualButValid(String request) throws Exception {
    try (RawClient client = server.connect()) {
      assertThat(client.send(request.replace("|", "\r\n")).readResponse())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("handled");
    }
  }
}
