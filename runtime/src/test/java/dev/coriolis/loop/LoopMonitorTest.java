package dev.coriolis.loop;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.frame.Failures;
import dev.coriolis.testlogs.RecordedLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopMonitorTest {

  @Test
  void blockedLoopIsReportedWhileItIsBlocked() throws Exception {
    LoopOptions options = LoopOptions.builder()
        .name("blocked-loop")
        .blockedAfter(Duration.ofMillis(50))
        .build();
    CountDownLatch reported = new CountDownLatch(1);
    try (RecordedLog log = RecordedLog.of(EventLoop.class);
        EventLoop loop = EventLoop.create(options)) {
      CompletableFuture<Void> blocked = loop.launch(() -> blockUntil(reported));

      while (log.messages(Level.WARN).isEmpty() && !blocked.isDone()) {
        Thread.onSpinWait();
      }
      reported.countDown();
      blocked.get(30, TimeUnit.SECONDS);

      assertThat(log.messages(Level.WARN)).hasSize(1).first().asString().contains("blocked-loop");
      assertThat(log.failures().get(0).getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("blockUntil");
    }
  }

  private static CompletableFuture<Void> blockUntil(CountDownLatch latch)
      throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    return completedFuture(null);
  }

  @Test
  void threadLivesFromTheFirstLoopToTheLast() throws Exception {
    LoopMonitor monitor = new LoopMonitor();
    RowWatch first = watch();
    RowWatch second = watch();

    monitor.add(first);
    Thread thread = monitor.thread();
    monitor.add(second);
    monitor.remove(first);

    assertThat(thread).isNotNull().matches(Thread::isDaemon);
    assertThat(monitor.thread()).isSameAs(thread);

    monitor.remove(second);
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void threadBeginsAnewAfterItHasEnded() throws Exception {
    LoopMonitor monitor = new LoopMonitor();
    RowWatch watch = watch();
    monitor.add(watch);
    Thread thread = monitor.thread();
    monitor.remove(watch);
    thread.join(30_000);

    monitor.add(watch);

    assertThat(monitor.thread()).isNotNull().isNotSameAs(thread);
    monitor.remove(watch);
  }

  private static RowWatch watch() {
    return new RowWatch(
        new Turns(Runnable::run, () -> true, "watched", new Failures()),
        Thread.currentThread(),
        Duration.ofSeconds(1));
  }
}
