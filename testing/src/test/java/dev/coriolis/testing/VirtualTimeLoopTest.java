package dev.coriolis.testing;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.offload;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeLoopTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTimeLoop loop = VirtualTimeLoop.create();
  private final List<String> events = new ArrayList<>();

  @Coroutine
  private CompletionStage<String> afterAnHour(String value) {
    events.add("begin " + value);
    await(delay(HOUR));
    events.add("end " + value);
    return completedFuture(value);
  }

  @Test
  void hourPassesAtOnce() {
    String value = loop.run(() -> afterAnHour("a"));

    assertThat(value).isEqualTo("a");
    assertThat(loop.now()).isEqualTo(HOUR);
    assertThat(loop.nanoTime()).isEqualTo(HOUR.toNanos());
  }

  @Test
  void timersOfOneMomentRunAsTheyWereMade() {
    loop.run(() -> all(afterAnHour("a"), afterAnHour("b"), afterAnHour("c")));

    assertThat(events).containsExactly("begin a", "begin b", "begin c", "end a", "end b", "end c");
    assertThat(loop.now()).isEqualTo(HOUR);
  }

  @Test
  void timersRunInTheOrderOfTheirTime() {
    loop.schedule(Duration.ofSeconds(3), () -> events.add("3"));
    loop.schedule(Duration.ofSeconds(1), () -> events.add("1"));
    loop.schedule(Duration.ofSeconds(2), () -> events.add("2"));

    loop.advance(Duration.ofSeconds(2));
    assertThat(events).containsExactly("1", "2");
    loop.advance(Duration.ofSeconds(1));
    assertThat(events).containsExactly("1", "2", "3");
  }

  @Test
  void advanceStopsWithinADelay() {
    CompletableFuture<String> launched = loop.launch(() -> afterAnHour("a"));
    assertThat(events).isEmpty();

    loop.advance(Duration.ZERO);
    assertThat(events).containsExactly("begin a");
    loop.advance(HOUR.minusNanos(1));
    assertThat(launched).isNotDone();
    loop.advance(Duration.ofNanos(1));
    assertThat(launched).isCompletedWithValue("a");
    assertThat(loop.now()).isEqualTo(HOUR);
  }

  @Test
  void runEndsWithItsCoroutineAndLeavesOthersForLater() {
    CompletableFuture<String> other = loop.launch(() -> afterAnHour("other"));

    loop.run(() -> delay(Duration.ofMinutes(1)));
    assertThat(other).isNotDone();
    assertThat(loop.now()).isEqualTo(Duration.ofMinutes(1));

    loop.run(() -> other);
    assertThat(loop.now()).isEqualTo(HOUR);
  }

  @Test
  void failureIsThrownAsItIs() {
    IOException failure = new IOException("no");

    assertThatThrownBy(() -> loop.run(() -> failedFuture(failure))).isSameAs(failure);
    assertThatThrownBy(() -> loop.run(() -> {
          throw failure;
        }))
        .isSameAs(failure);
    assertThatThrownBy(() -> loop.run(() -> failsLater(failure))).isSameAs(failure);
  }

  @Coroutine
  private static CompletionStage<Void> failsLater(Exception failure) throws Exception {
    await(delay(HOUR));
    throw failure;
  }

  @Test
  void failureOfATaskIsThrownOutOfTheCallThatRunsIt() {
    IllegalStateException failure = new IllegalStateException("task");
    loop.schedule(HOUR, () -> {
      throw failure;
    });

    assertThatThrownBy(() -> loop.advance(HOUR)).isSameAs(failure);
  }

  @Test
  void waitingForNothingIsAnErrorAtOnce() {
    CompletableFuture<String> never = new CompletableFuture<>();

    assertThatExceptionOfType(DeadlockError.class)
        .isThrownBy(() -> loop.run(() -> {
          await(delay(HOUR));
          return completedFuture(await(never));
        }))
        .withMessageContaining("offload(future::get)");
    assertThat(loop.now()).isEqualTo(HOUR);
  }

  @Test
  void waitingForACancelledTimerIsAnError() {
    Dispatcher.Timer timer = loop.schedule(HOUR, () -> events.add("late"));
    timer.cancel();

    assertThatExceptionOfType(DeadlockError.class)
        .isThrownBy(() -> loop.run(CompletableFuture::new));
    assertThat(loop.now()).isZero();
    loop.advance(HOUR);
    assertThat(events).isEmpty();
  }

  @Test
  void nothingIsKeptOfACancelledTimer() {
    Object held = new Object();
    WeakReference<Object> reference = new WeakReference<>(held);
    loop.schedule(HOUR, held::hashCode).cancel();
    held = null;

    for (int i = 0; i < 50 && !reference.refersTo(null); i++) {
      System.gc();
    }
    assertThat(reference.refersTo(null)).isTrue();
  }

  @Test
  void timerThatIsDueCanStillBeCancelled() {
    Dispatcher.Timer[] second = new Dispatcher.Timer[1];
    loop.schedule(HOUR, () -> second[0].cancel());
    second[0] = loop.schedule(HOUR, () -> events.add("cancelled"));

    loop.advance(HOUR);

    assertThat(events).isEmpty();
  }

  @Test
  void clockStandsStillWhileWorkIsOffloaded() {
    CountDownLatch begun = new CountDownLatch(1);
    loop.schedule(HOUR, () -> events.add("timer"));

    String thread = loop.run(() -> {
      String name = await(offload(() -> {
        begun.countDown();
        return Thread.currentThread().getName();
      }));
      events.add("back at " + loop.now());
      return completedFuture(name);
    });

    assertThat(begun.getCount()).isZero();
    assertThat(thread).startsWith("virtual-time-offload-");
    assertThat(events).containsExactly("back at PT0S");
  }

  @Test
  void cancelledWorkIsInterruptedAndWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> loop.run(() -> {
          CompletableFuture<Boolean> work = offload(() -> {
            never.await();
            return true;
          });
          work.cancel(true);
          return completedFuture(await(work));
        }));
  }

  @Test
  void cancellingWhatWasLaunchedRunsItsFinally() {
    CompletableFuture<Void> launched = loop.launch(() -> {
      try {
        await(delay(HOUR));
      } finally {
        await(delay(HOUR));
        events.add("cleaned up");
      }
      return done();
    });
    loop.advance(Duration.ofMinutes(1));

    launched.cancel(true);
    loop.advance(HOUR);

    assertThat(events).containsExactly("cleaned up");
    assertThat(launched).isCancelled();
  }

  @Test
  void whatIsCancelledBeforeItsFirstTurnNeverStarts() {
    CompletableFuture<String> launched = loop.launch(() -> afterAnHour("a"));

    launched.cancel(true);
    loop.advance(HOUR);

    assertThat(launched).isCancelled();
    assertThat(events).isEmpty();
  }

  @Test
  void yieldNowLetsOthersRun() {
    loop.run(() -> all(counting("a"), counting("b")));

    assertThat(events).containsExactly("a0", "b0", "a1", "b1");
  }

  @Coroutine
  private CompletionStage<Void> counting(String name) {
    for (int i = 0; i < 2; i++) {
      events.add(name + i);
      await(yieldNow());
    }
    return done();
  }

  @Test
  void coroutinesOfTheLoopFindIt() {
    Dispatcher found = loop.run(() -> {
      await(delay(HOUR));
      return completedFuture(Dispatcher.current());
    });

    assertThat(found).isSameAs(loop);
    assertThat(Dispatcher.current()).isNull();
  }

  @Test
  void coroutineCannotDriveItsOwnLoop() {
    assertThatIllegalStateException()
        .isThrownBy(() -> loop.run(() -> {
          loop.advance(HOUR);
          return done();
        }))
        .withMessageContaining("awaits a delay");
  }

  @Test
  void refusesToBlockAnEventLoop() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EventLoop.run(() -> completedFuture(loop.run(() -> done()))))
        .withMessageContaining("would block the loop");
  }

  @Test
  void secondThreadCannotDriveMeanwhile() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    loop.schedule(Duration.ZERO, () -> {
      Thread second = new Thread(() -> {
        try {
          loop.advance(HOUR);
          thrown.complete(null);
        } catch (Throwable e) {
          thrown.complete(e);
        }
      });
      second.start();
      thrown.join();
    });

    loop.advance(Duration.ZERO);

    assertThat(thrown.join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Thread.currentThread().getName());
  }

  @Test
  void interruptEndsARunThatNeverWould() {
    loop.schedule(HOUR, () -> Thread.currentThread().interrupt());

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> loop.run(this::forEver));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Coroutine
  private CompletionStage<Void> forEver() {
    while (true) {
      await(delay(Duration.ofSeconds(1)));
    }
  }

  @Test
  void timeGoesForwardsOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop.advance(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  @Test
  void delayLongerThanTimeEndsWithIt() {
    loop.run(() -> delay(Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(loop.nanoTime()).isEqualTo(Long.MAX_VALUE);
  }
}
