package dev.coriolis.loop;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.coriolis.Coroutine;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.LinkedFuture;
import dev.coriolis.testlogs.RecordedLog;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {
  private final EventLoop loop = EventLoop.create("test-loop");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void closeRunsWhatIsQueued() {
    List<Integer> log = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int task = i;
      loop.execute(() -> log.add(task));
    }

    loop.close();

    assertThat(log).hasSize(1000).isSorted();
  }

  @Test
  void closedLoopRefusesTasks() {
    loop.close();

    assertThatThrownBy(() -> loop.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("test-loop");
    assertThatThrownBy(() -> loop.schedule(Duration.ZERO, () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> loop.launch(() -> completedFuture(null)))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void closeCancelsWhatWasLaunched() {
    CompletableFuture<Void> launched = loop.launch(CompletableFuture::new);

    loop.close();

    assertThat(launched).isCancelled();
  }

  @Test
  void closeEndsManyCoroutinesInTheirOwnWay() {
    List<CompletableFuture<Integer>> launched = new ArrayList<>();
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < 5000; i++) {
      launched.add(loop.launch(() -> waitForEver(ended)));
    }

    loop.close();

    assertThat(launched).allMatch(CompletableFuture::isCancelled);
    assertThat(ended).hasValue(5000);
  }

  @Coroutine
  private static CompletionStage<Integer> waitForEver(AtomicInteger ended) {
    try {
      return completedFuture(await(new LinkedFuture<Integer>()));
    } finally {
      ended.incrementAndGet();
    }
  }

  @Test
  void closeClosesTheSockets() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Channel channel = new Bootstrap()
          .group(loop.unwrap(io.netty.channel.EventLoop.class))
          .channel(NioSocketChannel.class)
          .handler(new ChannelInboundHandlerAdapter())
          .connect(listener.getLocalSocketAddress())
          .sync()
          .channel();
      try (Socket accepted = listener.accept()) {
        accepted.setSoTimeout(5000);

        loop.close();

        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        assertThat(channel.isOpen()).isFalse();
      }
    }
  }

  @Test
  void closeAnswersForACoroutineThatDoesNotEnd() {
    CompletableFuture<Void> stubborn = new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
      }
    };
    EventLoop impatient = EventLoop.create(LoopOptions.builder()
        .name("test-loop")
        .closeGrace(Duration.ofMillis(20))
        .build());
    CompletableFuture<Void> launched = impatient.launch(() -> stubborn);

    impatient.close();

    assertThat(launched).isCancelled();
  }

  @Test
  void loopMayHaveTimeForEver() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    EventLoop patient = EventLoop.create(LoopOptions.builder()
        .name("test-loop")
        .closeGrace(forEver)
        .blockedAfter(forEver)
        .build());
    CompletableFuture<Object> launched = patient.launch(CompletableFuture::new);

    patient.close();

    assertThat(launched).isCancelled();
  }

  @Test
  void closeEndsTurnsThatWouldNeverEnd() {
    loop.execute(new Runnable() {
      @Override
      public void run() {
        dispatcher().dispatch(this);
      }
    });

    loop.close();

    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void closeFromItsOwnThreadEndsTheLoopAfterTheTurn() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    loop.execute(() -> {
      loop.close();
      thread.complete(Thread.currentThread());
    });

    Thread own = thread.get(5, TimeUnit.SECONDS);
    own.join(5000);
    assertThat(own.isAlive()).isFalse();
  }

  @Test
  void whatIsCancelledMayAwaitWhileItCleansUp() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> launched = loop.launch(() -> cleansUp(log));
    onLoop(() -> {});

    loop.close();

    assertThat(log).containsExactly("after a delay", "offloaded", "launched");
    assertThat(launched).isCancelled();
  }

  @Coroutine
  private CompletionStage<Void> cleansUp(List<String> log) {
    try {
      return completedFuture(await(new LinkedFuture<>()));
    } finally {
      await(delay(Duration.ofMillis(5)));
      log.add("after a delay");
      log.add(await(offload(() -> "offloaded")));
      log.add(await(loop.launch(() -> completedFuture("launched"))));
    }
  }

  @Test
  void otherThreadsAreRefusedWhileTheLoopDrains() throws Exception {
    LinkedFuture<Void> cleanup = new LinkedFuture<>();
    CountDownLatch cleaning = new CountDownLatch(1);
    loop.launch(() -> awaitsInFinally(cleaning, cleanup));
    onLoop(() -> {});
    Thread closer = new Thread(loop::close);
    closer.start();
    assertThat(cleaning.await(30, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> loop.launch(() -> completedFuture(null)))
        .isInstanceOf(RejectedExecutionException.class);

    cleanup.complete(null);
    closer.join(30_000);
    assertThat(closer.isAlive()).isFalse();
  }

  @Coroutine
  private static CompletionStage<Void> awaitsInFinally(
      CountDownLatch cleaning, CompletionStage<Void> cleanup) {
    try {
      return completedFuture(await(new LinkedFuture<>()));
    } finally {
      cleaning.countDown();
      await(cleanup);
    }
  }

  @Test
  void closeReportsWhatItHadToCut() {
    try (RecordedLog log = RecordedLog.of(EventLoop.class)) {
      EventLoop impatient = impatient();
      impatient.launch(() -> awaitsInFinally(new CountDownLatch(1), new LinkedFuture<>()));
      impatient.launch(() -> awaitsInFinally(new CountDownLatch(1), new LinkedFuture<>()));

      impatient.close();

      assertThat(log.messages(Level.WARN))
          .hasSize(1)
          .first()
          .asString()
          .contains("impatient-loop", "are cut: 2 (", "ClosingTest.awaitsInFinally");
    }
  }

  private static EventLoop impatient() {
    return EventLoop.create(LoopOptions.builder()
        .name("impatient-loop")
        .closeGrace(Duration.ofMillis(20))
        .build());
  }

  @Test
  void busyThreadIsReportedAndInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch blocking = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    EventLoop impatient = impatient();
    impatient.execute(() -> {
      blocking.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        ended.complete("interrupted");
      }
    });
    assertThat(blocking.await(30, TimeUnit.SECONDS)).isTrue();

    try (RecordedLog log = RecordedLog.of(EventLoop.class)) {
      impatient.close();

      assertThat(ended).isCompletedWithValue("interrupted");
      assertThat(log.messages(Level.WARN)).anyMatch(warning -> warning.contains("is interrupted"));
    }
  }

  @Test
  void closeInterruptsOffloadedWorkAndWaitsForIt() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    loop.launch(() -> offload(() -> {
      atWork.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        ended.complete("interrupted");
      }
      return null;
    }));
    assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();

    loop.close();

    assertThat(ended).isCompletedWithValue("interrupted");
  }

  @Test
  void offloadedWorkThatIgnoresItsInterruptIsReported() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    EventLoop impatient = impatient();
    impatient.launch(() -> offload(() -> {
      atWork.countDown();
      return awaitsStubbornly(release);
    }));
    assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();

    try (RecordedLog log = RecordedLog.of(EventLoop.class)) {
      impatient.close();

      assertThat(log.messages(Level.WARN))
          .anyMatch(warning -> warning.contains("ignored its interrupt"));
      assertThat(log.failures().get(log.failures().size() - 1).getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("awaitsStubbornly");
    } finally {
      release.countDown();
    }
  }

  private static boolean awaitsStubbornly(CountDownLatch release) {
    while (true) {
      try {
        return release.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // That is the point.
      }
    }
  }

  @Test
  void launchesThatRaceWithTheCloseAreCancelledOrRefused() throws Exception {
    List<CompletableFuture<Void>> launched = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(100);
    Thread launcher = new Thread(() -> {
      try {
        while (true) {
          launched.add(loop.launch(LinkedFuture::new));
          begun.countDown();
        }
      } catch (RejectedExecutionException e) {
        // The loop is closed.
      }
    });
    launcher.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    loop.close();
    launcher.join(30_000);

    assertThat(launched).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void closeEndsACoroutineThatOnlyYields() {
    EventLoop impatient = impatient();
    AtomicBoolean stop = new AtomicBoolean();
    impatient.launch(() -> awaitsCompletedStages(stop));

    impatient.close();

    assertThatThrownBy(() -> impatient.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    stop.set(true);
  }

  @Coroutine
  private static CompletionStage<Void> awaitsCompletedStages(AtomicBoolean stop) {
    while (!stop.get()) {
      await(completedFuture(1));
    }
    return completedFuture(null);
  }

  private static Dispatcher dispatcher() {
    return Dispatcher.current();
  }

  /** Runs the task in a turn of the loop, and waits for the end of that turn. */
  private void onLoop(Runnable task) throws Exception {
    loop.launch(() -> {
          task.run();
          return completedFuture(null);
        })
        .get(5, TimeUnit.SECONDS);
  }
}
