package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests that were changed by lot: whatever comes, each connection ends, and the server goes on.
 *
 * <p>The lots are the same in each run. That no buffer leaks is seen by the extension that watches
 * every test.
 */
@Timeout(120)
class RandomBytesTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final List<String> REQUESTS = List.of(
      "GET /a?b=c HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
      "HEAD http://a/b HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.0\r\n\r\n");

  private static final String PIECES = "\r\n\r\n :,;%/?#0123456789abcdefXYZ\0\t\u00fc\u00ff";

  @Test
  void everyConnectionEnds() throws Exception {
    Random random = new Random(42);
    Handler later = exchange -> {
      await(delay(Duration.ofMillis(1)));
      return exchange.respondText(200, exchange.text());
    };
    try (TestServer server = TestServer.start(
        later,
        options -> options
            .headerTimeout(SHORT)
            .progressTimeout(SHORT)
            .idleTimeout(SHORT)
            .maxBodyBytes(1000))) {
      for (int i = 0; i < 400; i++) {
        String request = changed(REQUESTS.get(i % REQUESTS.size()).repeat(1 + i % 3), random);
        int cut = random.nextInt(request.length() + 1);

        assertThat(answerTo(server, request.substring(0, cut), request.substring(cut)))
            .as(request)
            .matches(answer -> answer.isEmpty() || answer.startsWith("HTTP/1.1 "));
      }
      assertThat(firstAnswerTo(server, "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  /** A connection may be idle for so short a time here that it is closed before its request comes. */
  private static String firstAnswerTo(TestServer server, String request) throws IOException {
    String answer = "";
    for (int i = 0; i < 100 && answer.isEmpty(); i++) {
      answer = answerTo(server, request, "");
    }
    return answer;
  }

  /** Replaces, inserts and removes up to four characters. */
  private static String changed(String request, Random random) {
    StringBuilder changed = new StringBuilder(request);
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(changed.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, piece);
        case 1 -> changed.insert(at, piece);
        default -> changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }

  private static String answerTo(TestServer server, String first, String second)
      throws IOException {
    try (RawClient client = server.connect()) {
      client.send(first);
      client.send(second);
      return client.readAll();
    } catch (SocketException reset) {
      return "";
    }
  }
}
