package dev.coriolis.http.client;

import static dev.coriolis.http.client.RawServer.always;
import static dev.coriolis.http.client.RawServer.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.client.HttpClientException.Phase;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpClientFaultTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void refusedConnectionNamesHostAndCause() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (TestClient client = new TestClient()) {
      assertFailure(client.failure("http://127.0.0.1:" + port + "/"), Phase.CONNECT)
          .hasMessageContaining("connecting to 127.0.0.1:" + port + " failed")
          .hasMessageContaining("refused");
    }
  }

  @Test
  void unknownHostFailsToResolve() throws Exception {
    try (TestClient client = new TestClient()) {
      assertFailure(client.failure("http://no-such-host.invalid/"), Phase.RESOLVE)
          .hasMessageContaining("no-such-host.invalid:80")
          .hasCauseInstanceOf(UnknownHostException.class);
    }
  }

  @Test
  void resolvesNamesOffTheLoop() throws Exception {
    try (RawServer server = new RawServer(always(OK));
        TestClient client = new TestClient()) {
      assertThat(client.get("http://localhost:" + server.port() + "/").status()).isEqualTo(200);
    }
  }

  @Test
  void serverWithoutTlsIsNamedAsThat() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
          connection.awaitClose();
        });
        TestClient client = new TestClient()) {
      assertFailure(client.failure("https://127.0.0.1:" + server.port() + "/"), Phase.TLS)
          .hasMessage("the TLS handshake with 127.0.0.1:" + server.port()
              + " failed: the server does not speak TLS there");
    }
  }

  @Test
  void closedConnectionFails() throws Exception {
    try (RawServer server = new RawServer(RawConnection::readRequest);
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE)
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasMessageContaining("closed the connection without a response");
      assertThat(server.accepted()).as("a new connection is not stale").isEqualTo(1);
    }
  }

  @Test
  void resetConnectionFails() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.reset();
        });
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE).hasMessageContaining("reset");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
      })
  void halfAResponseFails(String half) throws Exception {
    try (RawServer server = new RawServer(once(half));
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE)
          .hasMessageContaining("in the middle of the response");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nnot offered",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
      })
  void garbageFails(String garbage) throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(garbage);
          connection.awaitClose();
        });
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE);
    }
  }

  @Test
  void endlessHeaderFails() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\n");
          String line = "X-Line: " + "x".repeat(1000) + "\r\n";
          while (true) {
            connection.send(line);
          }
        });
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 2O0 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nB\u00e4d: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void malformedResponseIsNamedAsThat(String response) throws Exception {
    try (RawServer server = new RawServer(once(response));
        TestClient client = new TestClient()) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE)
          .hasMessageContaining("failed: the response is malformed: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1001\r\n", "", "Transfer-Encoding: chunked\r\n"})
  void tooLongBodyFails(String framing) throws Exception {
    boolean chunked = framing.startsWith("Transfer");
    try (RawServer server = new RawServer(connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK\r\n" + framing + "\r\n" + (chunked ? "fffffff\r\n" : ""));
          while (true) {
            connection.send("x".repeat(500));
          }
        });
        TestClient client = new TestClient(options -> options.maxBodyBytes(1000))) {
      assertFailure(client.failure(server.url("/")), Phase.RECEIVE)
          .hasMessageContaining("longer than 1000 bytes");
    }
  }

  @Test
  void idempotentRequestOnAStaleConnectionIsSentAgain() throws Exception {
    try (RawServer server = new RawServer(answerThenDropTheNext(), always(OK));
        TestClient client = new TestClient()) {
      client.get(server.url("/1"));

      assertThat(client.get(server.url("/2")).text()).isEqualTo("hi");
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void secondStaleConnectionIsNotTried() throws Exception {
    try (RawServer server = new RawServer(answerThenDropTheNext(), RawConnection::readRequest);
        TestClient client = new TestClient()) {
      client.get(server.url("/1"));

      assertFailure(client.failure(server.url("/2")), Phase.RECEIVE)
          .isExactlyInstanceOf(HttpClientException.class);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void postOnAStaleConnectionIsNotSentAgain() throws Exception {
    try (RawServer server = new RawServer(answerThenDropTheNext(), always(OK));
        TestClient client = new TestClient()) {
      client.get(server.url("/1"));
      HttpRequest post = HttpRequest.builder(server.url("/2"))
          .method(HttpMethod.POST)
          .body("x")
          .build();

      assertFailure(TestClient.failure(client.client().fetch(post)), Phase.RECEIVE);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void requestIsNotSentAgainOnceTheResponseHasBegun() throws Exception {
    RawServer.Script script = connection -> {
      connection.readRequest();
      connection.send(OK);
      connection.readRequest();
      connection.send("HTTP/1.1 2");
    };
    try (RawServer server = new RawServer(script, always(OK));
        TestClient client = new TestClient()) {
      client.get(server.url("/1"));

      assertFailure(client.failure(server.url("/2")), Phase.RECEIVE)
          .hasMessageContaining("in the middle of the response");
    }
  }

  @Test
  void responseThatRefusesALongRequestIsRead() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        });
        TestClient client = new TestClient()) {
      HttpRequest request = HttpRequest.builder(server.url("/"))
          .method(HttpMethod.POST)
          .body(new byte[50_000_000], MediaType.BYTES)
          .build();

      HttpResponse response = client.get(request);

      assertThat(response.status()).isEqualTo(413);
      assertThat(response.text()).isEqualTo("no");
      assertThat(client.inLoop(() -> client.client().pool().size())).isZero();
    }
  }

  @Test
  void connectionThatClosesUnderALongRequestFails() throws Exception {
    try (RawServer server = new RawServer(connection -> {
          connection.readHead();
          connection.reset();
        });
        TestClient client = new TestClient()) {
      HttpRequest request = HttpRequest.builder(server.url("/"))
          .method(HttpMethod.POST)
          .body(new byte[50_000_000], MediaType.BYTES)
          .build();

      assertFailure(TestClient.failure(client.client().fetch(request)), Phase.SEND)
          .hasMessageContaining("sending the request to 127.0.0.1:" + server.port())
          .hasMessageNotContaining("output shutdown");
    }
  }

  @Test
  void answerThatNobodyAskedForEndsTheConnection() throws Exception {
    String poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
    try (RawServer server = new RawServer(always(OK + poison), always(OK));
        TestClient client = new TestClient()) {
      client.get(server.url("/1"));

      assertThat(client.get(server.url("/2")).text()).isEqualTo("hi");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  /** What is left of it would be read as the beginning of the next response. */
  @ParameterizedTest
  @CsvSource({
    "HEAD, 200, hi",
    "HEAD, 200, 'HTTP/1.1 200 OK|Content-Length: 0|X: '",
    "GET,  204, hi",
    "GET,  304, hi",
    "GET,  200, hi and more",
  })
  void bytesBehindAResponseEndTheConnection(String method, int status, String body)
      throws Exception {
    String odd =
        "HTTP/1.1 " + status + " Odd\r\nContent-Length: 2\r\n\r\n" + body.replace("|", "\r\n");
    try (RawServer server = new RawServer(always(odd), always(OK));
        TestClient client = new TestClient()) {
      HttpRequest first =
          HttpRequest.builder(server.url("/1")).method(new HttpMethod(method)).build();
      assertThat(client.get(first).status()).isEqualTo(status);

      assertThat(client.get(server.url("/2")).text()).isEqualTo("hi");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  /** Answers one request, then closes on the next one without an answer. */
  private static RawServer.Script answerThenDropTheNext() {
    return connection -> {
      connection.readRequest();
      connection.send(OK);
      connection.readRequest();
    };
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFailure(
      Throwable failure, Phase phase) {
    assertThat(failure).isInstanceOf(HttpClientException.class);
    assertThat(((HttpClientException) failure).phase()).as(failure.toString()).isEqualTo(phase);
    return assertThat(failure);
  }
}
