package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateHeaderTest {
  private Instant now = Instant.parse("1994-11-06T08:49:37.999Z");
  private final DateHeader date = new DateHeader(() -> now);

  @Test
  void hasTwoDigitsForEachDay() {
    assertThat(date.value()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void changesWithTheSecond() {
    String before = date.value();

    now = now.plusMillis(1);

    assertThat(date.value()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT").isNotEqualTo(before);
  }

  @Test
  void isMadeOnceInASecond() {
    String before = date.value();

    now = now.minusMillis(999);

    assertThat(date.value()).isSameAs(before);
  }
}
