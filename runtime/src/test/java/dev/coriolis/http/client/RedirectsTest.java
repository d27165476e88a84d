package dev.coriolis.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.Headers;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @CsvSource(textBlock = """
      http://a/b/c?q,     d,                      http://a/b/d
      http://a/b/c?q,     /d?x=1,                 http://a/d?x=1
      http://a/b/c?q,     ?x=1,                   http://a/b/c?x=1
      http://a/b/c,       ../d,                   http://a/d
      http://a/b,         ../d,                   http://a/d
      http://a/b//c,      d,                      http://a/b//d
      http://a,           d,                      http://a/d
      http://a?q,         ?x=1,                   http://a/?x=1
      http://a:81/,       //b/d,                  http://b/d
      http://a/,          HTTPS://b:8443/d#f,     HTTPS://b:8443/d#f
      http://a/,          http://u:p@a/d,         http://a/d
      http://a/,          /d e|{f}?x="y",         http://a/d%20e%7C%7Bf%7D?x=%22y%22
      http://a/,          /d[1]?x[]=http://b/,    http://a/d%5B1%5D?x[]=http://b/
      http://a/,          http://b_c:81/d,        http://b_c:81/d
      http://a_b:81/c?q,  d,                      http://a_b:81/d
      http://a/,          http://[::1]:81/[1],    http://[::1]:81/%5B1%5D
      http://a/,          /%20d,                  http://a/%20d
      http://a/,          /\\b/d,                  http://a/%5Cb/d
      http://a/,          mailto:x@y,
      http://a/,          app://callback,
      http://a/,          http:///d,
      http://a/,          http://b c/,
      http://a/,          http://b:99999/,
      """)
  void resolvesTheLocation(String from, String location, String to) {
    var next = Redirects.next(HttpRequest.get(from), found(from, location));

    assertThat(next.map(request -> request.uri().toString()).orElse(null)).isEqualTo(to);
  }

  /** A header is read as Latin-1, whatever the server has written. */
  @Test
  void resolvesLocationInUtf8() {
    String location = new String("/ü".getBytes(UTF_8), ISO_8859_1);

    var next = Redirects.next(HttpRequest.get("http://a/"), found("http://a/", location));

    assertThat(next.orElseThrow().uri()).hasToString("http://a/%C3%BC");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "http://a/,      http://a/b,       true",
    "http://a/,      http://A:80/b,    true",
    "https://a/,     https://a:443/b,  true",
    "http://a/,      https://a/b,      false",
    "http://a/,      http://a:81/b,    false",
    "http://a/,      http://b/,        false",
    "http://a.b/,    http://b/,        false",
    "http://a_b/,    http://A_b:80/b,  true",
    "http://a_b/,    http://a_b:81/b,  false",
    "http://a_b/,    http://a_c/b,     false",
  })
  void credentialsStayInTheirOrigin(String from, String to, boolean kept) {
    HttpRequest request = HttpRequest.builder(from)
        .header("Authorization", "secret")
        .header("Cookie", "secret")
        .header("Proxy-Authorization", "secret")
        .header("Accept", "text/html")
        .build();

    Headers headers = Redirects.next(request, found(from, to)).orElseThrow().headers();

    assertThat(headers.contains("Accept")).isTrue();
    assertThat(headers.contains("Authorization")).isEqualTo(kept);
    assertThat(headers.contains("Cookie")).isEqualTo(kept);
    assertThat(headers.contains("Proxy-Authorization")).isEqualTo(kept);
  }

  @Test
  void userOfTheFirstUrlDoesNotReachAnotherOrigin() {
    HttpRequest request = HttpRequest.get("http://ada:secret@a/");

    assertThat(Redirects.next(request, found("http://a/", "/b"))
            .orElseThrow()
            .headers()
            .fields())
        .hasSize(1);
    assertThat(Redirects.next(request, found("http://a/", "http://b/"))
            .orElseThrow()
            .headers())
        .isEqualTo(Headers.none());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 300, 304, 305, 306, 404})
  void otherStatusesAreNoRedirects(int status) {
    HttpRequest request = HttpRequest.get("http://a/");
    HttpResponse response =
        new HttpResponse(request, status, Headers.of("Location", "/b"), new byte[0]);

    assertThat(Redirects.next(request, response)).isEmpty();
  }

  @Test
  void originOfAnAddressHasNoBrackets() {
    Origin origin = Origin.of(URI.create("https://[::1]/"));

    assertThat(origin.host()).isEqualTo("::1");
    assertThat(origin.authority()).isEqualTo("[::1]");
    assertThat(origin).hasToString("[::1]:443");
  }

  private static HttpResponse found(String from, String location) {
    return new HttpResponse(
        HttpRequest.get(from), 302, Headers.of("Location", location), new byte[0]);
  }
}
