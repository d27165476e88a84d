package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "http://example.org/,          example.org,    -1",
    "http://EXAMPLE.org:8080/,     EXAMPLE.org,    8080",
    "http://user@example.org:81/,  example.org,    81",
    "http://[::1]:81/,             [::1],          81",
    "http://my_service/,           my_service,     -1",
    "http://my_service:/,          my_service,     -1",
    "http://my_service:8080/a_b,   my_service,     8080",
    "http://_a_.b-c.d_/,           _a_.b-c.d_,     -1",
    "http://a_b.local./,           a_b.local.,     -1",
  })
  void readsHostAndPort(String uri, String host, int port) {
    assertThat(Authority.of(URI.create(uri))).hasValue(new Authority(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:/path_only",
        "http://a..b/",
        "http://a_b..c/",
        "http://-a_b/",
        "http://a_b:80x/",
        "http://a_b:123456/",
        "http://user@a_b/",
        "http://1.2.3.4.5/"
      })
  void findsNoHostInOthers(String uri) {
    assertThat(Authority.of(URI.create(uri))).isEmpty();
  }

  /** A pattern that went back and forth would not come to an end. */
  @Test
  void readsLongNamesInTheTimeOfTheirLength() {
    String name = "a_".repeat(20_000);

    assertThat(Authority.of(URI.create("http://" + name + "!/"))).isEmpty();
    assertThat(Authority.of(URI.create("http://" + name + "/"))).isPresent();
  }

  @Test
  void hostWithAnUnderscoreIsSentInTheHostHeader() {
    HttpRequest request = HttpRequest.get("http://My_Service:8080/x");

    assertThat(request.origin()).isEqualTo(new Origin(false, "my_service", 8080));
    assertThat(request.origin().authority()).isEqualTo("my_service:8080");
  }
}
