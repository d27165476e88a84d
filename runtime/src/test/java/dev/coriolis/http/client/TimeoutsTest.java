package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
  private final Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));

  @Test
  void deadlineOfTheCallerIsKept() {
    assertThat(timeouts.within(Duration.ofSeconds(3)).whole()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void laterDeadlineChangesNothing() {
    assertThat(timeouts.within(Duration.ofSeconds(Long.MAX_VALUE))).isSameAs(timeouts);
  }
}
