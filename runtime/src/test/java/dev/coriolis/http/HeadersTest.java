package dev.coriolis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @Test
  void findsNamesInAnyCase() {
    Headers headers = Headers.of("Accept", "a", "ACCEPT", "b", "Host", "h");

    assertThat(headers.first("accept")).contains("a");
    assertThat(headers.all("accept")).containsExactly("a", "b");
    assertThat(headers.contains("HOST")).isTrue();
    assertThat(headers.first("Cookie")).isEmpty();
  }

  @Test
  void setReplacesWhereAddAdds() {
    Headers headers =
        Headers.of("A", "1", "a", "2").toBuilder().set("A", "3").add("A", "4").build();

    assertThat(headers.all("a")).containsExactly("3", "4");
    assertThat(headers.toBuilder().remove("a").build()).isEqualTo(Headers.none());
  }

  @Test
  void builderLeavesItsSourceAlone() {
    Headers headers = Headers.of("A", "1");

    headers.toBuilder().add("B", "2").build();

    assertThat(headers.fields()).hasSize(1);
  }

  @Test
  void findsTokensOfAList() {
    Headers headers = Headers.of("Connection", "keep-alive, Close", "Connection", "x");

    assertThat(headers.containsToken("connection", "close")).isTrue();
    assertThat(headers.containsToken("connection", "X")).isTrue();
    assertThat(headers.containsToken("connection", "clos")).isFalse();
  }

  @Test
  void stripsValues() {
    assertThat(Headers.of("A", " x\t").first("A")).contains("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nEvil: 1", "a\nb", "a\rb", "a\0b", "a\r\n", "grüße\u20ac"})
  void refusesValuesThatCannotBeSent(String value) {
    assertThatThrownBy(() -> Headers.of("X-Name", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Name")
        .hasMessageContaining("index")
        .hasMessageNotContaining("Evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "ä", "a\0"})
  void refusesNamesThatAreNoTokens(String name) {
    assertThatThrownBy(() -> Headers.of(name, "value"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  @Test
  void refusesANameWithoutAValue() {
    assertThatThrownBy(() -> Headers.of("a", "b", "c")).hasMessageContaining("3 strings");
  }

  @Test
  void toStringKeepsSecrets() {
    assertThat(Headers.of("Authorization", "secret")).hasToString("Headers[Authorization]");
  }
}
