package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = ';', textBlock = """
      # target                ; path       ; segments       ; query
      /                       ; /          ; []             ; ''
      /users                  ; /users     ; [users]        ; ''
      /users/                 ; /users/    ; [users, ]      ; ''
      //users                 ; //users    ; [, users]      ; ''
      /a%20b/%C3%BC           ; /a%20b/%C3%BC ; [a b, \u00fc] ; ''
      /a+b                    ; /a+b       ; [a+b]          ; ''
      /a%2fb                  ; /a%2fb     ; [a/b]          ; ''
      /...                    ; /...       ; [...]          ; ''
      /a?b=/c?d               ; /a         ; [a]            ; b=/c?d
      /?                      ; /          ; []             ; ''
      http://a.b:80/c?d       ; /c         ; [c]            ; d
      HTTPS://a               ; /          ; []             ; ''
      http://a?/b             ; /          ; []             ; /b
      *                       ; *          ; [*]            ; ''
      """)
  void takesTargetApart(String target, String path, String segments, String query) {
    RequestTarget parsed = RequestTarget.parse(target);

    assertThat(parsed.path()).isEqualTo(path);
    assertThat(parsed.segments()).hasToString(segments);
    assertThat(parsed.query()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*a",
        "a:80",
        "ftp://a/",
        "://a",
        "/ ",
        "/#",
        "/\t",
        "/\u00fc",
        "/%",
        "/%2",
        "/%2x",
        "/%ff",
        "/%c0%ae",
        "/%ed%a0%80",
        "/%00",
        "/.",
        "/..",
        "/a/../b",
        "/%2e",
        "/.%2E/",
        "http://a/.."
      })
  void rejects(String target) {
    assertThatExceptionOfType(HttpError.class)
        .isThrownBy(() -> RequestTarget.parse(target))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }
}
