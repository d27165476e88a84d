package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.Headers;
import dev.coriolis.http.server.ResponseWriter.Connect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of responses. */
class ResponseWriterTest {
  private static final String DATE = "date: Mon, 01 Jan 2024 00:00:00 GMT\r\n";

  private final ResponseWriter writer =
      new ResponseWriter(Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void writesHeadAndBody() {
    assertThat(written(200, Headers.of("X-A", "b\u00e9", "x-a", "c"), "hello"))
        .isEqualTo("HTTP/1.1 200 OK\r\nX-A: b\u00e9\r\nx-a: c\r\ncontent-length: 5\r\n" + DATE
            + "\r\nhello");
  }

  @Test
  void writesUsualHeadersLikeOthers() {
    String expected = written(200, Response.JSON_HEADERS.toBuilder().build(), "{}");

    assertThat(written(200, Response.JSON_HEADERS, "{}")).isEqualTo(expected);
    assertThat(expected).contains("\r\nContent-Type: application/json; charset=utf-8\r\n");
  }

  @Test
  void leavesBodyOutForHead() {
    assertThat(text(response(200, Headers.none(), "hello"), true, Connect.KEEP))
        .contains("content-length: 5\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void bodilessStatusHasNeitherLengthNorBody(int status) {
    assertThat(written(status, Headers.of("Content-Length", "5"), "hello"))
        .doesNotContainIgnoringCase("content-length")
        .endsWith("\r\n\r\n");
  }

  @Test
  void resetContentHasLengthZeroAndNoBody() {
    assertThat(written(205, Headers.none(), "hello"))
        .contains("content-length: 0\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void framesTheBodyItself() {
    assertThat(written(
            200, Headers.of("Transfer-Encoding", "chunked", "content-LENGTH", "9"), "hello"))
        .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n" + DATE + "\r\nhello");
  }

  @Test
  void dateOfHandlerHolds() {
    assertThat(written(200, Headers.of("Date", "now"), ""))
        .isEqualTo("HTTP/1.1 200 OK\r\nDate: now\r\ncontent-length: 0\r\n\r\n");
  }

  @Test
  void saysWhatBecomesOfConnection() {
    Response response = response(200, Headers.of("Connection", "x"), "");

    assertThat(text(response, false, Connect.CLOSE))
        .contains("connection: close\r\n")
        .doesNotContain(": x");
    assertThat(text(response, false, Connect.KEEP_HTTP_1_0))
        .contains("connection: keep-alive\r\n")
        .doesNotContain(": x");
    assertThat(text(response, false, Connect.KEEP)).contains("Connection: x\r\n");
  }

  @Test
  void unknownStatusHasAPhraseToo() {
    assertThat(written(299, Headers.none(), "")).startsWith("HTTP/1.1 299 Success (299)\r\n");
  }

  @Test
  void headMayBeLargerThanUsual() {
    String value = "v".repeat(10_000);

    assertThat(written(200, Headers.of("X-Large", value), ""))
        .contains("\r\nX-Large: " + value + "\r\n");
    assertThat(written(200, Headers.none(), ""))
        .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n" + DATE + "\r\n");
  }

  private String written(int status, Headers headers, String body) {
    return text(response(status, headers, body), false, Connect.KEEP);
  }

  private static Response response(int status, Headers headers, String body) {
    return new Response(status, headers, body.getBytes(ISO_8859_1));
  }

  private String text(Response response, boolean isHead, Connect connect) {
    ByteBuf bytes = writer.message(UnpooledByteBufAllocator.DEFAULT, response, isHead, connect);
    try {
      return bytes.toString(ISO_8859_1);
    } finally {
      bytes.release();
    }
  }
}
