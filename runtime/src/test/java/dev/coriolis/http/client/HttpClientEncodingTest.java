package dev.coriolis.http.client;

import static dev.coriolis.http.client.RawServer.always;
import static dev.coriolis.http.client.RawServer.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of bodies that are compressed, or said to be. */
@Timeout(60)
class HttpClientEncodingTest {
  @Test
  void bodyOfTheGreatestLengthIsRead() throws Exception {
    String body = "x".repeat(1000);
    try (RawServer server = new RawServer(
            once("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + body),
            compressed("gzip", gzip(body.getBytes())));
        TestClient client = new TestClient(options -> options.maxBodyBytes(1000))) {
      assertThat(client.get(server.url("/")).text()).isEqualTo(body);
      assertThat(client.get(server.url("/")).text()).isEqualTo(body);
    }
  }

  @Test
  void bombFailsBeforeItGoesOff() throws Exception {
    byte[] bomb = gzip(new byte[50_000_000]);
    try (RawServer server = new RawServer(compressed("gzip", bomb));
        TestClient client = new TestClient(options -> options.maxBodyBytes(1_000_000))) {
      assertThat(bomb.length).isLessThan(1_000_000);
      assertThat(client.failure(server.url("/"))).hasMessageContaining("longer than 1000000 bytes");
    }
  }

  @Test
  void compressedBodiesAreDecompressed() throws Exception {
    byte[] text = "hello ".repeat(100).getBytes();
    try (RawServer server = new RawServer(
            compressed("gzip", gzip(text)),
            compressed("deflate", deflate(text, false)),
            compressed("DEFLATE", deflate(text, true)));
        TestClient client = new TestClient()) {
      for (int i = 0; i < 3; i++) {
        HttpResponse response = client.get(server.url("/"));

        assertThat(response.body()).isEqualTo(text);
        assertThat(response.headers().contains("Content-Encoding")).isFalse();
        assertThat(response.headers().contains("Content-Length")).isFalse();
      }
    }
  }

  @Test
  void requestWithItsOwnEncodingGetsTheBodyAsItIs() throws Exception {
    byte[] gzip = gzip("hello".getBytes());
    try (RawServer server = new RawServer(compressed("gzip", gzip));
        TestClient client = new TestClient()) {
      HttpResponse response = client.get(
          HttpRequest.builder(server.url("/")).header("Accept-Encoding", "gzip").build());

      assertThat(response.body()).isEqualTo(gzip);
      assertThat(response.headers().first("Content-Encoding")).contains("gzip");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, gzip|gzip",
    "200, 'gzip, gzip'",
    "206, gzip",
  })
  void whatIsNotOneWholeCompressedBodyIsLeftAsItIs(int status, String encodings) throws Exception {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " OK\r\nContent-Length: 2\r\n");
    for (String encoding : encodings.split("\\|")) {
      head.append("Content-Encoding: ").append(encoding).append("\r\n");
    }
    try (RawServer server = new RawServer(always(head + "\r\nhi"));
        TestClient client = new TestClient()) {
      HttpResponse response = client.get(server.url("/"));

      assertThat(response.text()).isEqualTo("hi");
      assertThat(response.headers().contains("Content-Encoding")).isTrue();
    }
  }

  @Test
  void brokenCompressionFails() throws Exception {
    byte[] gzip = gzip("hello ".repeat(100).getBytes());
    byte[] wrong = gzip.clone();
    wrong[gzip.length - 6] ^= 1;
    try (RawServer server = new RawServer(
            compressed("gzip", Arrays.copyOf(gzip, gzip.length - 10)),
            compressed("gzip", wrong),
            compressed("gzip", "plain".getBytes()),
            compressed("deflate", "plain".getBytes()));
        TestClient client = new TestClient()) {
      for (int i = 0; i < 4; i++) {
        assertThat(client.failure(server.url("/"))).hasMessageContaining("receiving the response");
      }
    }
  }

  private static RawServer.Script compressed(String encoding, byte[] body) {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: " + encoding
          + "\r\nContent-Length: " + body.length + "\r\n\r\n");
      connection.send(body);
    };
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean bare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(plain);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
