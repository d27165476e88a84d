package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.testprograms.Programs;
import dev.coriolis.testprograms.RequiresProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as curl sees it. */
@Timeout(60)
@RequiresProgram("curl")
class CurlTest {
  @TempDir
  private Path directory;

  private TestServer server;

  @BeforeEach
  void startServer() {
    server = TestServer.start(exchange ->
        exchange.respondText(200, exchange.method() + " " + exchange.text().length()));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void getsOverOneConnection() throws Exception {
    String[] urls = {server.uri("/a").toString(), server.uri("/b").toString()};

    assertThat(curl("-w", " by %{num_connects};", urls[0], urls[1]))
        .isEqualTo("GET 0 by 1;GET 0 by 0;");
  }

  @Test
  void asksForHead() throws Exception {
    assertThat(curl("-I", server.uri("/").toString()))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("content-length: 6\r\n");
  }

  @Test
  void uploadsAfterContinue() throws Exception {
    Path file = Files.write(directory.resolve("upload"), new byte[2_000_000]);

    assertThat(curl("-v", "-H", "Expect: 100-continue", "--data-binary", "@" + file, url()))
        .contains("HTTP/1.1 100 Continue")
        .endsWith("POST 2000000");
  }

  @Test
  void uploadsInChunks() throws Exception {
    Path file = Files.write(directory.resolve("upload"), new byte[300_000]);

    assertThat(curl("-H", "Transfer-Encoding: chunked", "-T", file.toString(), url()))
        .endsWith("PUT 300000");
  }

  @Test
  void seesWhyUploadIsRefused() throws Exception {
    Path file = Files.write(directory.resolve("upload"), new byte[11 * 1024 * 1024]);

    assertThat(curl("-H", "Expect:", "--data-binary", "@" + file, url()))
        .endsWith("\"message\":\"the body is larger than 10485760 bytes\"}");
  }

  @Test
  void speaksHttp10() throws Exception {
    assertThat(curl("-0", "-i", url())).contains("onnection: close\r\n").endsWith("GET 0");
  }

  private String url() {
    return server.uri("/").toString();
  }

  /** Runs curl and returns what it wrote: what it got, and with -v what it did. */
  private String curl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(
        Programs.find("curl").orElseThrow().toString(),
        "--silent",
        "--max-time",
        "20",
        "--noproxy",
        "*"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output, UTF_8);
  }
}
