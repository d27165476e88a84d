package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # encoded            | names and values
      ''                   | {}
      a=1                  | {a=[1]}
      a=1&b=2&a=3          | {a=[1, 3], b=[2]}
      a                    | {a=[]}
      a=                   | {a=[]}
      =a                   | {=[a]}
      &&a=1&               | {a=[1]}
      a=b=c                | {a=[b=c]}
      a+b=c+d              | {a b=[c d]}
      a%2B=%26%3D          | {a+=[&=]}
      %C3%BC=%E2%82%AC     | {\u00fc=[\u20ac]}
      a=1;b=2              | {a=[1;b=2]}
      \u00fc+x=\u20ac%20y    | {\u00fc x=[\u20ac y]}
      """)
  void reads(String encoded, String expected) {
    Parameters parameters = Parameters.parse(encoded);
    Map<String, Object> found = new LinkedHashMap<>();
    parameters.names().forEach(name -> found.put(name, parameters.all(name)));

    assertThat(found).hasToString(expected);
  }

  @Test
  void lastValueIsTheOneOfMany() {
    Parameters parameters = Parameters.parse("a=1&a=2");

    assertThat(parameters.last("a")).contains("2");
    assertThat(parameters.last("b")).isEmpty();
    assertThat(parameters.contains("b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "%=a", "a=%2", "a=%g0", "a=%ff", "a=%\uff11\uff12"})
  void rejects(String encoded) {
    assertThatExceptionOfType(HttpError.class)
        .isThrownBy(() -> Parameters.parse(encoded))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void rejectsTooMany() {
    assertThat(Parameters.parse("a&".repeat(1000)).all("a")).hasSize(1000);
    assertThatExceptionOfType(HttpError.class)
        .isThrownBy(() -> Parameters.parse("a&".repeat(1001)))
        .withMessageContaining("1000");
  }
}
