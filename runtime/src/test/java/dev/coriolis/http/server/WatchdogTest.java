package dev.coriolis.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private int passed;
  private final Watchdog watchdog = new Watchdog(channel.eventLoop(), () -> passed++);

  @BeforeEach
  void freezeTime() {
    channel.freezeTime();
  }

  @AfterEach
  void closeChannel() {
    channel.finishAndReleaseAll();
  }

  @Test
  void tellsOnceThatDeadlineHasPassed() {
    watchdog.expect(Duration.ofSeconds(10));

    advance(9);
    assertThat(passed).isZero();
    advance(1);
    assertThat(passed).isEqualTo(1);
    advance(100);
    assertThat(passed).isEqualTo(1);
  }

  @Test
  void waitsForEver() {
    watchdog.expect(ChronoUnit.FOREVER.getDuration());
    advance(1_000_000_000L);
    assertThat(passed).isZero();

    watchdog.expect(Duration.ofSeconds(10));
    advance(10);
    assertThat(passed).isEqualTo(1);
  }

  @Test
  void deadlineMovesLater() {
    watchdog.expect(Duration.ofSeconds(10));
    advance(9);
    watchdog.expect(Duration.ofSeconds(10));

    advance(9);
    assertThat(passed).isZero();
    advance(1);
    assertThat(passed).isEqualTo(1);
  }

  @Test
  void deadlineMovesEarlier() {
    watchdog.expect(Duration.ofSeconds(75));
    watchdog.expect(Duration.ofSeconds(10));

    advance(10);
    assertThat(passed).isEqualTo(1);
    advance(100);
    assertThat(passed).isEqualTo(1);
  }

  @Test
  void restsUntilNextDeadline() {
    watchdog.expect(Duration.ofSeconds(10));
    watchdog.rest();

    advance(100);
    assertThat(passed).isZero();
    watchdog.expect(Duration.ofSeconds(10));
    advance(10);
    assertThat(passed).isEqualTo(1);
  }

  @Test
  void movingDeadlineLeavesTimerAlone() {
    watchdog.expect(Duration.ofSeconds(10));
    long dueIn = channel.runScheduledPendingTasks();
    advance(1);
    watchdog.expect(Duration.ofSeconds(10));

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(dueIn - TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void closingTakesTimerAway() {
    watchdog.expect(Duration.ofSeconds(10));
    watchdog.close();

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  private void advance(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
