package dev.coriolis.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveSpinTest {
  private static final int NEVER = Integer.MAX_VALUE;

  /** By a clock that goes on by a microsecond whenever somebody looks at it, and soon overflows. */
  private long now = Long.MAX_VALUE;

  private int looks;
  private int lookThatFinds = NEVER;
  private AdaptiveSpin spin = spinOn(2);

  private AdaptiveSpin spinOn(int processors) {
    return new AdaptiveSpin(() -> ++looks >= lookThatFinds, () -> now += 1_000, processors);
  }

  private void sleepUntilTask(long nanos) {
    spin.sleeps();
    now += nanos;
    spin.wokenByTask();
  }

  private void sleepShortly(int times) {
    for (int i = 0; i < times; i++) {
      sleepUntilTask(AdaptiveSpin.SHORT_SLEEP_NANOS / 2);
    }
  }

  /** Makes it so that the next look at the sockets is far away. */
  private void lookAtSockets() {
    int before = looks;
    boolean found = spin.findsTask();
    assertThat(found).isFalse();
    assertThat(looks).isEqualTo(before);
  }

  /** Sleeps until it spins: the first sleep is not measured. */
  private void spinning() {
    sleepShortly(2);
    lookAtSockets();
  }

  private boolean findsTaskAtLook(int look) {
    looks = 0;
    lookThatFinds = look;
    return spin.findsTask();
  }

  private boolean spinsInVain() {
    assertThat(findsTaskAtLook(NEVER)).isFalse();
    return looks > 0;
  }

  @Test
  void doesNotSpinAtFirst() {
    assertThat(findsTaskAtLook(1)).isFalse();
    assertThat(looks).isZero();
  }

  @Test
  void doesNotSpinAfterLongSleeps() {
    for (int i = 0; i < 100; i++) {
      sleepUntilTask(AdaptiveSpin.SHORT_SLEEP_NANOS);
    }

    assertThat(findsTaskAtLook(1)).isFalse();
    assertThat(looks).isZero();
  }

  @Test
  void doesNotSpinIfSocketsEndTheSleeps() {
    for (int i = 0; i < 100; i++) {
      spin.sleeps();
      spin.wokenBySocket();
      sleepShortly(1);
    }

    assertThat(findsTaskAtLook(1)).isFalse();
    assertThat(looks).isZero();
  }

  @Test
  void findsTheTaskThatComesWhileItSpins() {
    spinning();

    assertThat(findsTaskAtLook(100)).isTrue();
    assertThat(looks).isEqualTo(100);
  }

  @Test
  void spinsNoLongerThanASleepCosts() {
    spinning();
    long start = now;

    assertThat(spinsInVain()).isTrue();
    assertThat(now - start)
        .isBetween(AdaptiveSpin.LONGEST_NANOS, AdaptiveSpin.LONGEST_NANOS + 2_000);
  }

  @Test
  void eachSpinInVainTakesTwiceAsManyShortSleepsToTheNext() {
    spinning();
    for (int sleeps = 1; sleeps <= AdaptiveSpin.MOST_SLEEPS_BEFORE_SPIN; sleeps *= 2) {
      assertThat(spinsInVain()).isTrue();
      sleepShortly(sleeps - 1);
      assertThat(spinsInVain()).as("spins after %d sleeps", sleeps - 1).isFalse();
      sleepShortly(1);
      lookAtSockets();
    }

    assertThat(spinsInVain()).isTrue();
    sleepShortly(AdaptiveSpin.MOST_SLEEPS_BEFORE_SPIN);
    lookAtSockets();
    assertThat(spinsInVain()).as("spins after the most sleeps").isTrue();
  }

  /** Two spins in vain, so that the next one makes it four sleeps; then spins of which each finds a task. */
  private void spinInVainThenFind(int tasks) {
    spinning();
    spinsInVain();
    sleepShortly(1);
    lookAtSockets();
    spinsInVain();
    sleepShortly(2);
    lookAtSockets();
    for (int i = 0; i < tasks; i++) {
      assertThat(findsTaskAtLook(2)).isTrue();
    }
    assertThat(spinsInVain()).isTrue();
    sleepShortly(1);
    now += AdaptiveSpin.LONGEST_NEGLECT_NANOS;
  }

  @Test
  void manyTasksInARowMakeUpForSpinsInVain() {
    spinInVainThenFind(AdaptiveSpin.TASKS_TO_FORGIVE);

    lookAtSockets();
    assertThat(spinsInVain()).isTrue();
  }

  @Test
  void fewerTasksDoNotMakeUpForSpinsInVain() {
    spinInVainThenFind(AdaptiveSpin.TASKS_TO_FORGIVE - 1);

    lookAtSockets();
    assertThat(spinsInVain()).as("spins after one sleep").isFalse();
    sleepShortly(3);
    lookAtSockets();
    assertThat(spinsInVain()).as("spins after four sleeps").isTrue();
  }

  @Test
  void socketsGetTheirLookThoughThereIsAlwaysATask() {
    spinning();
    long start = now;

    int tasks = 0;
    while (findsTaskAtLook(1)) {
      tasks++;
    }

    assertThat(tasks).isGreaterThan(50);
    assertThat(now - start)
        .isBetween(AdaptiveSpin.LONGEST_NEGLECT_NANOS, AdaptiveSpin.LONGEST_NEGLECT_NANOS + 3_000);
    assertThat(findsTaskAtLook(1)).as("goes on behind the sockets").isTrue();
  }

  @Test
  void neverSpinsOnASingleProcessor() {
    spin = spinOn(1);
    sleepShortly(100);

    assertThat(findsTaskAtLook(1)).isFalse();
    assertThat(looks).isZero();
  }
}
