package dev.coriolis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      text/html                        | text/html
      TEXT/Html; Charset=UTF-8         | text/html; charset=UTF-8
      text/plain;charset="utf-8"       | text/plain; charset=utf-8
      a/b;x="q\\"z; y";y=1             | a/b; x="q\\"z; y"; y=1
      a/b;                             | a/b
      application/vnd.api+json ; v=1   | application/vnd.api+json; v=1
      """)
  void reads(String text, String canonical) {
    assertThat(MediaType.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "text/", "/html", "text/html; charset", "a/b; c=\"d", "a/b c"})
  void refuses(String text) {
    assertThatThrownBy(() -> MediaType.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void knowsItsCharset() {
    assertThat(MediaType.HTML.charset()).contains(StandardCharsets.UTF_8);
    assertThat(MediaType.JSON.charset()).isEmpty();
    assertThat(MediaType.parse("a/b; charset=klingon").charset()).isEmpty();
  }

  @Test
  void knowsJson() {
    assertThat(MediaType.parse("application/problem+json").isJson()).isTrue();
    assertThat(MediaType.HTML.isJson()).isFalse();
  }
}
