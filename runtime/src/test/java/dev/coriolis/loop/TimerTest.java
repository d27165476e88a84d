package dev.coriolis.loop;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TimerTest {
  private final EventLoop loop = EventLoop.create("test-loop");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** Runs something in a turn of the loop, and returns its value. */
  private <T> T onLoop(Callable<T> body) throws Exception {
    return loop.launch(() -> completedFuture(body.call())).get(60, TimeUnit.SECONDS);
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() throws Exception {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();

    onLoop(() -> {
      loop.schedule(Duration.ofMillis(30), () -> last.complete(null));
      loop.schedule(Duration.ofMillis(20), () -> log.add("20 ms"));
      loop.schedule(Duration.ofMillis(10), () -> log.add("10 ms"));
      loop.schedule(Duration.ZERO, () -> log.add("0 ms"));
      return log.add("caller");
    });

    last.get(30, TimeUnit.SECONDS);
    assertThat(log).containsExactly("caller", "0 ms", "10 ms", "20 ms");
  }

  @Test
  void timersOfOneTimeRunInTheOrderInWhichTheyWereSet() throws Exception {
    int count = 10_000;
    List<Integer> log = new ArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();

    onLoop(() -> {
      for (int i = 0; i < count; i++) {
        int number = i;
        loop.schedule(Duration.ofMillis(5), () -> log.add(number));
      }
      return loop.schedule(Duration.ofMillis(5), () -> last.complete(null));
    });

    last.get(30, TimeUnit.SECONDS);
    assertThat(log).hasSize(count).isSorted();
  }

  @Test
  void timerThatIsSetByATimerRuns() throws Exception {
    CompletableFuture<String> inner = new CompletableFuture<>();

    loop.schedule(
        Duration.ofMillis(1),
        () -> loop.schedule(Duration.ofMillis(1), () -> inner.complete("inner")));

    assertThat(inner.get(30, TimeUnit.SECONDS)).isEqualTo("inner");
  }

  @Test
  void timerThatIsCancelledByAnEarlierOneDoesNotRun() throws Exception {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();

    onLoop(() -> {
      List<Timer> later = new ArrayList<>();
      loop.schedule(Duration.ofMillis(1), () -> later.get(0).cancel());
      later.add(loop.schedule(Duration.ofMillis(1), () -> log.add("later")));
      return loop.schedule(Duration.ofMillis(3), () -> last.complete(null));
    });

    last.get(30, TimeUnit.SECONDS);
    assertThat(log).isEmpty();
  }

  @Test
  void cancellingATimerThatHasRunDoesNothing() throws Exception {
    CompletableFuture<Void> ran = new CompletableFuture<>();
    Timer timer = loop.schedule(Duration.ZERO, () -> ran.complete(null));
    ran.get(30, TimeUnit.SECONDS);

    timer.cancel();
    timer.cancel();

    assertThat(onLoop(() -> "goes on")).isEqualTo("goes on");
  }

  @Test
  void timersTakeAnyDuration() throws Exception {
    CompletableFuture<Void> past = new CompletableFuture<>();

    for (Duration endless : List.of(
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofNanos(Long.MAX_VALUE),
        Duration.ofDays(365 * 290))) {
      loop.schedule(endless, () -> past.completeExceptionally(new AssertionError("too early")));
    }
    loop.schedule(Duration.ofSeconds(Long.MIN_VALUE), () -> {});
    loop.schedule(Duration.ofSeconds(-5), () -> past.complete(null));

    assertThat(past.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void cancelledTimerKeepsNothingAlive() throws Exception {
    Object inLoop = new Object();
    Object elsewhere = new Object();
    WeakReference<Object> first = new WeakReference<>(inLoop);
    WeakReference<Object> second = new WeakReference<>(elsewhere);

    onLoop(scheduleAndCancel(inLoop));
    scheduleAndCancel(elsewhere).call();
    inLoop = null;
    elsewhere = null;

    while (first.get() != null || second.get() != null) {
      System.gc();
      onLoop(() -> null);
    }
  }

  private Callable<Timer> scheduleAndCancel(Object held) {
    return () -> {
      Timer timer = loop.schedule(Duration.ofHours(1), held::hashCode);
      timer.cancel();
      return timer;
    };
  }

  @Test
  void timerKeepsTheCoroutineThatAwaitsIt() throws Exception {
    CompletableFuture<String> result = loop.launch(TimerTest::awaitsDelay);

    System.gc();

    assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("kept");
  }

  @Coroutine
  private static CompletionStage<String> awaitsDelay() {
    await(delay(Duration.ofMillis(50)));
    return completedFuture("kept");
  }

  @Test
  void aMillionTimersRunAndAMillionAreCancelled() throws Exception {
    int count = 1_000_000;
    Random random = new Random(1);
    int[] ran = {0};
    CompletableFuture<Void> last = new CompletableFuture<>();

    onLoop(() -> {
      List<Timer> cancelled = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        cancelled.add(
            loop.schedule(Duration.ofSeconds(60 + random.nextInt(1000)), () -> ran[0] = -1));
        loop.schedule(Duration.ofMillis(random.nextInt(1000)), () -> {
          if (++ran[0] == count) {
            last.complete(null);
          }
        });
      }
      cancelled.forEach(Timer::cancel);
      return null;
    });

    assertThat(last.get(100, TimeUnit.SECONDS)).isNull();
  }
}
