package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.client.HttpClientException.Phase;
import dev.coriolis.testprograms.Nginx;
import dev.coriolis.testprograms.RequiresProgram;
import dev.coriolis.testprograms.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresProgram({"nginx", "openssl"})
@Timeout(60)
class HttpClientNginxTest {
  private static final String BIG = "All work and no play makes Jack a dull boy.\n".repeat(5000);

  @TempDir
  private static Path directory;

  private static TestCertificates authority;
  private static TestCertificates stranger;
  private static RawServer upstream;
  private static Nginx nginx;

  private TestClient client;

  @BeforeAll
  static void startNginx() throws Exception {
    authority = new TestCertificates(directory, "authority");
    authority.issue("server", "DNS:localhost,IP:127.0.0.1");
    authority.issue("elsewhere", "DNS:elsewhere.example");
    stranger = new TestCertificates(directory, "stranger");
    upstream = new RawServer(connection -> {
      String request = connection.readRequest();
      if (request.startsWith("GET /half")) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      } else {
        connection.awaitClose();
      }
    });
    Files.createDirectory(directory.resolve("www"));
    Files.writeString(directory.resolve("www/users.json"), "[{\"login\": \"mojombo\"}]");
    Files.writeString(directory.resolve("www/big.txt"), BIG);
    nginx = Nginx.start(directory, 3, HttpClientNginxTest::configuration);
  }

  private static String configuration(List<Integer> ports) {
    return """
          types { application/json json; text/plain txt; }
          root www;
          server {
            listen 127.0.0.1:%1$d;
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate server.pem;
            ssl_certificate_key server.key;
            location / {}
            location /gzip/ { alias www/; gzip on; gzip_types *; gzip_min_length 1; }
            location /slow/ { alias www/; limit_rate 1000; }
            location /hang { proxy_pass http://127.0.0.1:%4$d; }
            location /half { proxy_pass http://127.0.0.1:%4$d; }
            location = /closed { return 444; }
            location = /teapot { return 418 short; }
            location = /connection { return 200 $connection; }
            location = /last { keepalive_requests 1; return 200 $connection; }
            location = /who {
              return 200 "$request_method,$http_authorization,$http_cookie,$http_content_type";
            }
            %5$s
          }
          server {
            listen 127.0.0.1:%3$d ssl;
            ssl_certificate elsewhere.pem;
            ssl_certificate_key elsewhere.key;
          }
        """.formatted(
            ports.get(0), ports.get(1), ports.get(2), upstream.port(), redirects(ports));
  }

  private static String redirects(List<Integer> ports) {
    return """
        location = /redirect/301 { return 301 /who; }
        location = /redirect/302 { return 302 /who; }
        location = /redirect/303 { return 303 /who; }
        location = /redirect/307 { return 307 /who; }
        location = /redirect/308 { return 308 /who; }
        location = /redirect/origin { return 302 http://localhost:%1$d/who; }
        location = /redirect/https { return 302 https://localhost:%2$d/who; }
        location = /redirect/loop { return 302 /redirect/loop; }
        location = /redirect/app { return 302 app://callback; }
        location = /redirect/5 { return 302 /redirect/4; }
        location = /redirect/4 { return 302 /redirect/3; }
        location = /redirect/3 { return 302 /redirect/2; }
        location = /redirect/2 { return 302 /redirect/1; }
        location = /redirect/1 { return 302 /who; }
        """.formatted(ports.get(0), ports.get(1));
  }

  @AfterAll
  static void stopNginx() throws Exception {
    nginx.close();
    upstream.close();
  }

  @BeforeEach
  void createClient() {
    client = new TestClient(options -> options.trustCertificates(authority.authority()));
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1", "https://127.0.0.1", "https://localhost"})
  void fetches(String host) throws Exception {
    HttpResponse response = client.get(url(host, "/users.json"));

    assertThat(response.orThrow().status()).isEqualTo(200);
    assertThat(response.contentType().orElseThrow().isJson()).isTrue();
    assertThat(response.json().get(0).get("login").asString()).isEqualTo("mojombo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1", "https://127.0.0.1"})
  void usesConnectionsAgain(String host) throws Exception {
    String first = client.get(url(host, "/connection")).text();

    assertThat(client.get(url(host, "/connection")).text()).isEqualTo(first);
    assertThat(client.get(url(host, "/last")).text()).isEqualTo(first);
    assertThat(client.get(url(host, "/connection")).text()).isNotEqualTo(first);
  }

  @Test
  void fetchesMuchAtATimeOverTls() throws Exception {
    List<CompletableFuture<HttpResponse>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          client.client().fetch(url("https://localhost", "/gzip/big.txt")).toCompletableFuture());
    }

    for (CompletableFuture<HttpResponse> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS).text()).isEqualTo(BIG);
    }
    assertThat(client.inLoop(() -> client.client().pool().size())).isLessThanOrEqualTo(16);
  }

  @Test
  void serverWithTheNameOfAnotherIsRefused() throws Exception {
    assertFailure(client.failure("https://localhost:" + nginx.port(2) + "/"), Phase.TLS)
        .hasMessageContaining("the TLS handshake with localhost:" + nginx.port(2))
        .hasStackTraceContaining("localhost");
  }

  @Test
  void serverOfAnUnknownAuthorityIsRefused() throws Exception {
    try (TestClient other =
            new TestClient(options -> options.trustCertificates(stranger.authority()));
        TestClient plain = new TestClient()) {
      String url = url("https://localhost", "/users.json");

      assertFailure(other.failure(url), Phase.TLS).hasMessageContaining("certi");
      assertFailure(plain.failure(url), Phase.TLS).hasMessageContaining("certi");
    }
  }

  @Test
  void tlsWithAServerThatHasNoneFails() throws Exception {
    assertFailure(client.failure("https://localhost:" + nginx.port(0) + "/"), Phase.TLS);
  }

  @Test
  void anyStatusIsAResponse() throws Exception {
    assertThat(client.get(url("/missing")).status()).isEqualTo(404);
    assertThat(client.get(url("/teapot")).text()).isEqualTo("short");
  }

  @Test
  void decompresses() throws Exception {
    HttpResponse response = client.get(url("/gzip/big.txt"));

    assertThat(response.text()).isEqualTo(BIG);
    assertThat(response.headers().contains("Content-Encoding")).isFalse();
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpRequest head =
        HttpRequest.builder(url("/big.txt")).method(HttpMethod.HEAD).build();

    HttpResponse response = client.get(head);

    assertThat(response.body()).isEmpty();
    assertThat(response.headers().first("Content-Length")).contains("" + BIG.length());
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, 'GET,,,'",
    "302, POST, 'GET,,,'",
    "303, POST, 'GET,,,'",
    "307, POST, 'POST,,,text/plain; charset=utf-8'",
    "308, POST, 'POST,,,text/plain; charset=utf-8'",
    "301, PUT, 'PUT,,,text/plain; charset=utf-8'",
    "303, PUT, 'GET,,,'",
  })
  void redirectKeepsOrChangesTheMethod(String status, String method, String arrived)
      throws Exception {
    HttpRequest request = HttpRequest.builder(url("/redirect/" + status))
        .method(new HttpMethod(method))
        .body("hello")
        .build();

    HttpResponse response = client.get(request);

    assertThat(response.text()).isEqualTo(arrived);
    assertThat(response.uri()).hasToString(url("/who"));
  }

  @Test
  void redirectWithinAnOriginKeepsCredentials() throws Exception {
    assertThat(client.get(withCredentials("/redirect/302")).text())
        .isEqualTo("GET,Basic YTpi,session=1,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/redirect/origin", "/redirect/https"})
  void redirectToAnotherOriginDropsCredentials(String path) throws Exception {
    assertThat(client.get(withCredentials(path)).text()).isEqualTo("GET,,,");
  }

  @Test
  void fiveRedirectsAreFollowedAndNotMore() throws Exception {
    assertThat(client.get(url("/redirect/5")).text()).startsWith("GET");
    assertFailure(client.failure(url("/redirect/loop")), Phase.REDIRECT)
        .hasMessageContaining("more than 5 redirects")
        .hasMessageContaining("127.0.0.1:" + nginx.port(0));
  }

  @Test
  void redirectToAnotherSchemeIsAResponse() throws Exception {
    HttpResponse response = client.get(url("/redirect/app"));

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.headers().first("Location")).contains("app://callback");
  }

  @Test
  void slowUpstreamTimesOut() throws Exception {
    for (String path : List.of("/hang", "/slow/big.txt")) {
      HttpRequest request =
          HttpRequest.builder(url(path)).timeout(Duration.ofMillis(500)).build();

      assertThat(TestClient.failure(client.client().fetch(request)))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessageContaining("receiving the response from 127.0.0.1:" + nginx.port(0));
    }
  }

  @Test
  void closedConnectionFails() throws Exception {
    assertFailure(client.failure(url("/closed")), Phase.RECEIVE)
        .hasMessageContaining("without a response");
    assertFailure(client.failure(url("/half")), Phase.RECEIVE)
        .hasMessageContaining("in the middle of the response");
  }

  private static HttpRequest withCredentials(String path) {
    return HttpRequest.builder(url("http://a:b@127.0.0.1", path))
        .header("Cookie", "session=1")
        .build();
  }

  private static String url(String path) {
    return url("http://127.0.0.1", path);
  }

  private static String url(String host, String path) {
    return host + ":" + nginx.port(host.startsWith("https") ? 1 : 0) + path;
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFailure(
      Throwable failure, Phase phase) {
    assertThat(failure).isInstanceOf(HttpClientException.class);
    assertThat(((HttpClientException) failure).phase()).as(failure.toString()).isEqualTo(phase);
    return assertThat(failure);
  }
}
