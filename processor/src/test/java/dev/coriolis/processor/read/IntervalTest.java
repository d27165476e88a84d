package dev.coriolis.processor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(textBlock = """
      500ms,    PT0.5S
      10s,      PT10S
      5m,       PT5M
      1h30m,    PT1H30M
      2d,       PT48H
      1d2h3m4s5ms, PT26H3M4.005S
      0h1s,     PT1S
      90m,      PT1H30M
      PT10S,    PT10S
      P1DT1H,   PT25H
      PT0.001S, PT0.001S
      """)
  void parses(String text, Duration duration) {
    assertThat(Interval.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource(textBlock = """
      '',          it is not a sequence
      ' ',         it is not a sequence
      10,          it is not a sequence
      s,           it is not a sequence
      10 s,        it is not a sequence
      10S,         it is not a sequence
      1.5s,        it is not a sequence
      10sec,       it is not a sequence
      5s1m,        it is not a sequence
      1s1s,        it is not a sequence
      ١s,          it is not a sequence
      soon,        it is not a sequence
      0s,          it is zero
      0h0m,        it is zero
      PT0S,        it is zero
      -5s,         it is negative
      PT-5S,       it is negative
      P,           it is no duration in ISO-8601
      PT,          it is no duration in ISO-8601
      PT10,        it is no duration in ISO-8601
      99999999999999999999s, it is too long
      9999999999999999999d,  it is too long
      9000000000000000000d,  it is too long
      """)
  void rejects(String text, String reason) {
    assertThatThrownBy(() -> Interval.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }
}
