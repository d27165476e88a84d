package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

  @Test
  void newBucketIsFull() {
    Bucket bucket = new Bucket(1, Duration.ofNanos(10), 3, 0);

    assertThat(bucket.take(3)).isTrue();
    assertThat(bucket.take(1)).isFalse();
  }

  @ParameterizedTest(name = "{0} in {1} ns: {2} more are there after {3} ns")
  @CsvSource(textBlock = """
      1,        10,            1, 10
      1,        10,            3, 30
      3,        10,            1, 4
      3,        10,            2, 7
      3,        10,            3, 10
      10,       1,             1, 1
      10,       1,             4, 1
      1,        9000000000000, 2, 18000000000000
      1000000,  1000000000,    1, 1000
      """)
  void saysWhenThereIsEnough(int permits, long period, int wanted, long nanos) {
    Bucket bucket = new Bucket(permits, Duration.ofNanos(period), 4, 0);
    bucket.take(4);

    assertThat(bucket.nanosUntil(wanted)).isEqualTo(nanos);
    bucket.fill(nanos - 1);
    assertThat(bucket.take(wanted)).isFalse();
    bucket.fill(nanos);
    assertThat(bucket.nanosUntil(wanted)).isZero();
    assertThat(bucket.take(wanted)).isTrue();
  }

  @ParameterizedTest(name = "clock starts at {0}")
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5, Long.MIN_VALUE})
  void clockMayOverflow(long start) {
    Bucket bucket = new Bucket(1, Duration.ofNanos(10), 1, start);
    bucket.take(1);

    bucket.fill(start + 9);
    assertThat(bucket.take(1)).isFalse();
    bucket.fill(start + 10);

    assertThat(bucket.take(1)).isTrue();
  }

  @Test
  void neverHoldsMoreThanItsBurst() {
    Bucket bucket = new Bucket(Integer.MAX_VALUE, Duration.ofNanos(1), 5, 0);
    bucket.take(1);

    bucket.fill(Long.MAX_VALUE);

    assertThat(bucket.take(6)).isFalse();
    assertThat(bucket.take(5)).isTrue();
  }

  @ParameterizedTest(name = "{0} in {1} ns: {2} are made up for")
  @CsvSource({"1, 1000000000, 1", "100, 1000000000, 1", "1000, 1000000000, 10"})
  void thoseWhoWaitMakeUpForLateTimers(int permits, long period, int late) {
    Bucket bucket = new Bucket(permits, Duration.ofNanos(period), 1, 0);
    bucket.take(1);

    bucket.fillForWaiting(Duration.ofDays(1).toNanos());

    for (int i = 0; i <= late; i++) {
      assertThat(bucket.take(1)).isTrue();
    }
    assertThat(bucket.take(1)).isFalse();
  }

  @Test
  void whatWasKeptForThoseWhoWaitIsGoneWhenNobodyWaits() {
    Bucket bucket = new Bucket(1, Duration.ofNanos(10), 1, 0);
    bucket.take(1);
    bucket.fillForWaiting(20);

    bucket.fill(20);

    assertThat(bucket.take(1)).isTrue();
    assertThat(bucket.take(1)).isFalse();
  }

  @Test
  void estimatesWaitsThatAreLongerThanItsBurst() {
    Bucket bucket = new Bucket(2, Duration.ofSeconds(1), 1, 0);
    bucket.take(1);

    assertThat(bucket.nanosUntilAbout(10)).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(bucket.nanosUntilAbout(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void rejectsNumbersThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket(1, Duration.ofDays(365), 1000, 0))
        .withMessageContaining("longer than 292 years");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bucket(1, Duration.ofSeconds(Long.MAX_VALUE), 1, 0));
  }
}
