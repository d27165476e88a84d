package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.frame.Context;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OffloadTest {
  private static final int LIMIT = 2;

  private final EventLoop loop = EventLoop.create(
      LoopOptions.builder().name("test-loop").offloadLimit(LIMIT).build());
  private final Semaphore gate = new Semaphore(0);

  @AfterEach
  void closeLoop() {
    gate.release(1000);
    loop.close();
  }

  /** Starts work from a turn of the loop, and returns its stage. */
  private <T> CompletableFuture<T> onLoop(Callable<T> work) throws Exception {
    CompletableFuture<CompletableFuture<T>> started = new CompletableFuture<>();
    loop.execute(() -> started.complete(offload(work)));
    return started.get(30, TimeUnit.SECONDS);
  }

  /** Work that says when it begins, and blocks until it may go on. */
  private Callable<String> blocking(String name, List<String> log) {
    return () -> {
      log.add(name);
      gate.acquire();
      return name;
    };
  }

  private static void waitUntil(List<String> log, int size) {
    while (log.size() < size) {
      Thread.onSpinWait();
    }
  }

  @Test
  void workRunsBesideTheLoopAndItsResultComesBack() throws Exception {
    List<String> threads = loop.launch(OffloadTest::threads).get(30, TimeUnit.SECONDS);

    assertThat(threads.get(0)).isEqualTo("test-loop");
    assertThat(threads.get(1)).startsWith("test-loop-offload-");
    assertThat(threads.get(2)).isEqualTo("test-loop");
  }

  @Coroutine
  private static CompletionStage<List<String>> threads() {
    List<String> names = new ArrayList<>();
    names.add(Thread.currentThread().getName());
    names.add(await(offload(() -> Thread.currentThread().getName())));
    names.add(Thread.currentThread().getName());
    return completedFuture(names);
  }

  @Test
  void failureIsTheExceptionItself() throws Exception {
    IOException failure = new IOException("disk full");

    CompletableFuture<Object> stage = onLoop(() -> {
      throw failure;
    });

    assertThatThrownBy(() -> stage.get(30, TimeUnit.SECONDS)).cause().isSameAs(failure);
  }

  @Test
  void failureThatNobodyLooksAtIsReported() throws Exception {
    List<String> reports = new CopyOnWriteArrayList<>();
    LoopOptions options = LoopOptions.builder()
        .uncaughtHandler((origin, failure) -> reports.add(origin + ": " + failure.getMessage()))
        .uncaughtGrace(Duration.ofMillis(1))
        .build();
    try (EventLoop own = EventLoop.create(options)) {
      own.execute(() -> offload(() -> {
        throw new IOException("disk full");
      }));

      waitUntil(reports, 1);
    }

    assertThat(reports).hasSize(1).first().asString().contains("OffloadTest", "disk full");
  }

  @Test
  void noMoreThanTheLimitIsAtWork() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    List<CompletableFuture<String>> stages = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      stages.add(onLoop(blocking(name, log)));
    }

    waitUntil(log, LIMIT);
    assertThat(log).containsExactlyInAnyOrder("a", "b");

    gate.release();
    waitUntil(log, LIMIT + 1);
    assertThat(log).last().isEqualTo("c");

    gate.release(3);
    for (CompletableFuture<String> stage : stages) {
      assertThat(stage.get(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void cancellationInterruptsWorkAndWaitsForItsEnd() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<String> stage = onLoop(() -> {
      atWork.countDown();
      try {
        new CountDownLatch(1).await();
        return "not interrupted";
      } catch (InterruptedException e) {
        interrupted.countDown();
        gate.acquire();
        throw e;
      }
    });
    assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(stage.cancel(true)).isTrue();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(stage.isDone()).isFalse();
    gate.release();
    assertThatThrownBy(() -> stage.get(30, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void workMayAnswerInSpiteOfACancellation() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CompletableFuture<String> stage = onLoop(() -> {
      atWork.countDown();
      try {
        new CountDownLatch(1).await();
        return "not interrupted";
      } catch (InterruptedException e) {
        return "done all the same";
      }
    });
    assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();

    stage.cancel(true);

    assertThat(stage.get(30, TimeUnit.SECONDS)).isEqualTo("done all the same");
  }

  @Test
  void cancelledWorkThatWaitsNeverBegins() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    onLoop(blocking("a", log));
    onLoop(blocking("b", log));
    CompletableFuture<String> waiting = onLoop(blocking("c", log));
    CompletableFuture<String> behind = onLoop(blocking("d", log));

    waiting.cancel(true);

    assertThat(waiting).isCancelled();
    gate.release(3);
    assertThat(behind.get(30, TimeUnit.SECONDS)).isEqualTo("d");
    assertThat(log).doesNotContain("c");
  }

  @Test
  void interruptHitsNothingThatTheThreadDoesLater() throws Exception {
    for (int i = 0; i < 200; i++) {
      CountDownLatch atWork = new CountDownLatch(1);
      CompletableFuture<Boolean> stage = onLoop(() -> {
        atWork.countDown();
        return true;
      });
      assertThat(atWork.await(30, TimeUnit.SECONDS)).isTrue();
      stage.cancel(true);

      AtomicBoolean interrupted = new AtomicBoolean();
      onLoop(() -> interrupted.compareAndSet(false, Thread.currentThread().isInterrupted()))
          .get(30, TimeUnit.SECONDS);
      assertThat(interrupted).isFalse();
    }
  }

  @Test
  void workSeesTheContextOfItsCaller() throws Exception {
    Object key = new Object();
    Context context = Context.current().with(key, "value");

    CompletableFuture<Object> seen =
        context.call(() -> loop.launch(() -> offload(() -> Context.current().get(key))));

    assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo("value");
  }

  @Test
  void workOutsideOfALoopHasAThreadOfItsOwn() throws Exception {
    CompletableFuture<String> first = offload(blocking("a", new CopyOnWriteArrayList<>()));
    CompletableFuture<Thread> second = offload(Thread::currentThread);

    Thread thread = second.get(30, TimeUnit.SECONDS);
    assertThat(thread).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
    assertThat(thread.getName()).startsWith("coriolis-offload-");
    gate.release();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void threadsAreVirtualWhereTheyDoNotPin() throws Exception {
    Thread thread = onLoop(Thread::currentThread).get(30, TimeUnit.SECONDS);

    boolean virtual = thread.getClass().getName().contains("Virtual");
    assertThat(virtual).isEqualTo(Runtime.version().feature() >= 24);
    assertThat(thread.isDaemon()).isTrue();
  }
}
