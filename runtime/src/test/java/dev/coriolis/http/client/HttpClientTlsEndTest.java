package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.client.HttpClientException.Phase;
import dev.coriolis.testprograms.RequiresProgram;
import dev.coriolis.testprograms.TestCertificates;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, section 9.8: what the end of a secure connection says of the response. */
@RequiresProgram("openssl")
@Timeout(60)
class HttpClientTlsEndTest {
  @TempDir
  private static Path directory;

  private static TestCertificates certificates;
  private static SSLContext context;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates(directory, "authority");
    certificates.issue("server", "DNS:localhost,IP:127.0.0.1");
    JdkSslContext made = (JdkSslContext) SslContextBuilder.forServer(
            directory.resolve("server.pem").toFile(),
            directory.resolve("server.key").toFile())
        .sslProvider(SslProvider.JDK)
        .build();
    context = made.context();
  }

  @Test
  void responseThatEndsWithAConnectionThatIsCutFails() throws Exception {
    try (RawServer server = server("HTTP/1.1 200 OK\r\n\r\nhalf of it", false);
        TestClient client = client()) {
      Throwable failure = client.failure(url(server));

      assertThat(failure)
          .isInstanceOf(HttpClientException.class)
          .hasMessageContaining("may be cut short");
      assertThat(((HttpClientException) failure).phase()).isEqualTo(Phase.RECEIVE);
    }
  }

  @Test
  void responseThatEndsWithAConnectionThatIsClosedIsWhole() throws Exception {
    try (RawServer server = server("HTTP/1.1 200 OK\r\n\r\nall of it", true);
        TestClient client = client()) {
      assertThat(client.get(url(server)).text()).isEqualTo("all of it");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nall",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nall\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\n\r\n",
      })
  void responseThatSaysWhereItEndsIsWhole(String response) throws Exception {
    try (RawServer server = server(response, false);
        TestClient client = client()) {
      assertThat(client.get(url(server)).status()).isLessThan(400);
    }
  }

  /** Returns a server that answers once, and closes its socket with or without the end of TLS. */
  private static RawServer server(String response, boolean saysEnd) throws Exception {
    return new RawServer(plain -> {
      RawConnection connection = plain.secured(context);
      connection.readRequest();
      connection.send(response);
      if (saysEnd) {
        connection.close();
      }
    });
  }

  private static String url(RawServer server) {
    return "https://localhost:" + server.port() + "/";
  }

  private static TestClient client() {
    return new TestClient(options -> options.trustCertificates(certificates.authority()));
  }
}
