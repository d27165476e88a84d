package dev.coriolis.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationCodeTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      PT0.5S       | ofMillis(500)
      PT1.25S      | ofMillis(1250)
      PT10S        | ofSeconds(10)
      PT60S        | ofMinutes(1)
      PT1H30M      | ofMinutes(90)
      PT25H        | ofHours(25)
      PT48H        | ofDays(2)
      PT0.0000001S | ofSeconds(0, 100)
      PT3000000001S      | ofSeconds(3000000001L)
      PT3000000000.001S  | ofSeconds(3000000000L, 1000000)
      """)
  void usesTheLargestUnitThatFits(Duration duration, String call) {
    assertThat(DurationCode.of(duration)).hasToString("java.time.Duration." + call);
  }
}
