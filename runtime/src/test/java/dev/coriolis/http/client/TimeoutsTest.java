package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
  private final Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));

  @Test
  void requestEndsSoonAfterTheDeadlineOfTheCaller() {
    assertThat(timeouts.within(Duration.ofSeconds(3)).whole())
        .isBetween(Duration.ofMillis(3001), Duration.ofMillis(3999));
  }

  @Test
  void requestHasNoTimeAfterTheDeadlineOfTheCaller() {
    assertThat(timeouts.within(Duration.ZERO).whole()).isZero();
  }

  @Test
  void deadlineOfTheCallerGivesNoMoreTime() {
    Duration nearly = timeouts.whole().minusNanos(1);

    assertThat(timeouts.within(nearly).whole()).isEqualTo(timeouts.whole());
  }

  @Test
  void laterDeadlineChangesNothing() {
    assertThat(timeouts.within(Duration.ofSeconds(Long.MAX_VALUE))).isSameAs(timeouts);
  }
}
