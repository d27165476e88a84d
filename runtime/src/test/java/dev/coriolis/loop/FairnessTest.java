package dev.coriolis.loop;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.Coroutines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coroutines that never wait for anything leave time for the others. */
@Timeout(60)
class FairnessTest {
  private final EventLoop loop = EventLoop.create("fair-loop");
  private final AtomicBoolean stop = new AtomicBoolean();

  @AfterEach
  void closeLoop() {
    stop.set(true);
    loop.close();
  }

  @Test
  void timerFiresWhileACoroutineAwaitsOnlyCompletedStages() throws Exception {
    loop.schedule(Duration.ofMillis(30), () -> stop.set(true));

    CompletableFuture<Long> awaits = loop.launch(this::awaitsCompletedStages);

    assertThat(awaits.get(30, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void timerFiresWhileManyCoroutinesAwaitOnlyCompletedStages() throws Exception {
    loop.schedule(Duration.ofMillis(30), () -> stop.set(true));

    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(loop.launch(this::awaitsCompletedStages));
    }

    for (CompletableFuture<Long> awaits : all) {
      assertThat(awaits.get(30, TimeUnit.SECONDS)).isNotNegative();
    }
  }

  @Test
  void taskOfAnotherThreadRunsWhileACoroutineAwaitsOnlyCompletedStages() throws Exception {
    CompletableFuture<Long> awaits = loop.launch(this::awaitsCompletedStages);

    loop.execute(() -> stop.set(true));

    assertThat(awaits.get(30, TimeUnit.SECONDS)).isNotNegative();
  }

  @Test
  void socketIsServedWhileACoroutineAwaitsOnlyCompletedStages() throws Exception {
    try (LoopSocket listener = LoopSocket.listen(loop, () -> stop.set(true));
        Socket client = new Socket(InetAddress.getByName("127.0.0.1"), listener.port())) {
      CompletableFuture<Long> awaits = loop.launch(this::awaitsCompletedStages);

      OutputStream out = client.getOutputStream();
      out.write(1);
      out.flush();

      assertThat(awaits.get(30, TimeUnit.SECONDS)).isNotNegative();
    }
  }

  @Test
  void socketAndTimerAreServedWhileTwoLoopsSendToEachOther() throws Exception {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    CompletableFuture<Void> bytes = new CompletableFuture<>();
    try (EventLoop other = EventLoop.create("other-loop");
        LoopSocket listener = LoopSocket.listen(loop, () -> bytes.complete(null));
        Socket client = new Socket(InetAddress.getByName("127.0.0.1"), listener.port())) {
      CompletableFuture<Long> hops = loop.launch(() -> hops(loop, other));
      loop.launch(() -> Coroutines.delay(Duration.ofMillis(30)))
          .thenRun(() -> timer.complete(null));
      timer.get(30, TimeUnit.SECONDS);

      OutputStream out = client.getOutputStream();
      out.write(1);
      out.flush();

      assertThat(bytes.get(30, TimeUnit.SECONDS)).isNull();
      stop.set(true);
      assertThat(hops.get(30, TimeUnit.SECONDS)).isPositive();
    }
  }

  /** Starts a coroutine on the one loop and on the other by turns. */
  @Coroutine
  private CompletionStage<Long> hops(EventLoop one, EventLoop other) {
    long hops = 0;
    while (!stop.get()) {
      hops += await(other.launch(() -> completedFuture(1)));
      hops += await(one.launch(() -> completedFuture(1)));
    }
    return completedFuture(hops);
  }

  /** Awaits what is done in a plain call, in a coroutine that never suspends, and a failure. */
  @Coroutine
  private CompletionStage<Long> awaitsCompletedStages() {
    long awaits = 0;
    while (!stop.get()) {
      awaits += await(completedFuture(1));
      awaits += await(addsOne(awaits)) - awaits;
      try {
        await(failedFuture(new IOException("expected")), IOException.class);
      } catch (IOException e) {
        awaits++;
      }
    }
    return completedFuture(awaits);
  }

  @Coroutine
  private CompletionStage<Long> addsOne(long value) {
    return completedFuture(await(completedFuture(value)) + 1);
  }

  @Test
  void coroutineWithoutALoopThatRunsOnOneGivesWayToo() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Long> foreign = startsBehind(gate).toCompletableFuture();
    loop.schedule(Duration.ofMillis(30), () -> stop.set(true));

    loop.execute(() -> gate.complete(null));

    assertThat(foreign.get(30, TimeUnit.SECONDS)).isPositive();
  }

  @Coroutine
  private CompletionStage<Long> startsBehind(CompletionStage<Void> gate) {
    await(gate);
    return completedFuture(await(awaitsCompletedStages()));
  }

  @Test
  void turnsThatTakeTheirTimeLetATimerThroughAfterAFew() throws Exception {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    int[] turns = {0};
    loop.schedule(Duration.ofMillis(1), () -> timer.complete(null));

    CompletableFuture<Integer> slow = loop.launch(() -> slowTurns(timer, turns));

    // In a row of 1,024 turns the timer would come after 1,024 of them.
    assertThat(slow.get(30, TimeUnit.SECONDS)).isLessThan(1000);
  }

  @Coroutine
  private static CompletionStage<Integer> slowTurns(CompletableFuture<Void> timer, int[] turns) {
    while (!timer.isDone() && turns[0] < 1024) {
      turns[0]++;
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(5)) {
        Thread.onSpinWait();
      }
      await(yieldNow());
    }
    return completedFuture(turns[0]);
  }

  @Test
  void yieldNowLetsEverythingRunThatIsReady() throws Exception {
    List<String> log = new ArrayList<>();

    loop.launch(() -> Coroutines.all(steps("a", log), steps("b", log), steps("c", log)))
        .get(5, TimeUnit.SECONDS);

    assertThat(log).containsExactly("a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2");
  }

  @Coroutine
  private static CompletionStage<Void> steps(String name, List<String> log) {
    for (int i = 0; i < 3; i++) {
      log.add(name + i);
      await(yieldNow());
    }
    return done();
  }

  @Test
  void yieldNowLetsTimersThrough() throws Exception {
    loop.schedule(Duration.ofMillis(20), () -> stop.set(true));

    CompletableFuture<Void> yields = loop.launch(this::yieldsUntilStopped);

    assertThat(yields.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void coroutineThatYieldsCanBeCancelled() {
    CompletableFuture<Void> yields = loop.launch(this::yieldsUntilStopped);

    yields.cancel(true);

    assertThat(yields).failsWithin(30, TimeUnit.SECONDS);
    assertThat(yields).isCancelled();
  }

  @Coroutine
  private CompletionStage<Void> yieldsUntilStopped() {
    while (!stop.get()) {
      await(yieldNow());
    }
    return done();
  }

  @Test
  void yieldNowOutsideOfALoopIsDone() {
    assertThat(yieldNow()).isCompleted();
  }
}
