package dev.coriolis.loop;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.offload;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.frame.LinkedFuture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopsTest {
  private final EventLoops loops =
      EventLoops.create(3, LoopOptions.builder().name("group").offloadLimit(2).build());

  @AfterEach
  void closeLoops() {
    loops.close();
  }

  @Test
  void thereIsALoopForEachProcessor() {
    try (EventLoops all = EventLoops.create()) {
      assertThat(all.loops()).hasSize(Runtime.getRuntime().availableProcessors());
    }
  }

  @Test
  void nextGoesRound() {
    List<EventLoop> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.add(loops.next());
    }

    assertThat(order)
        .extracting(EventLoop::name)
        .containsExactly("group-1", "group-2", "group-3", "group-1", "group-2", "group-3");
    assertThat(loops.loops()).containsExactlyElementsOf(order.subList(0, 3));
  }

  @Test
  void coroutineStaysOnItsLoopWhoeverCompletesWhatItAwaits() throws Exception {
    List<CompletableFuture<Set<String>>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(loops.launch(this::threadsOfOne));
    }

    for (CompletableFuture<Set<String>> threads : all) {
      assertThat(threads.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  /** Awaits, again and again, a stage that another loop completes. */
  @Coroutine
  private CompletionStage<Set<String>> threadsOfOne() {
    Set<String> threads = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      LinkedFuture<Void> stage = new LinkedFuture<>();
      loops.next().execute(() -> stage.complete(null));
      await(stage);
      await(loops.next().launch(() -> completedFuture(1)));
      await(yieldNow());
      threads.add(Thread.currentThread().getName());
    }
    return completedFuture(threads);
  }

  @Test
  void launchOnAGivenLoopRunsThere() throws Exception {
    EventLoop second = loops.loops().get(1);

    CompletableFuture<String> thread = loops.loops().get(0).launch(() -> launchedOn(second));

    assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("group-2, back on group-1");
  }

  @Coroutine
  private static CompletionStage<String> launchedOn(EventLoop other) {
    String there =
        await(other.launch(() -> completedFuture(Thread.currentThread().getName())));
    return completedFuture(there + ", back on " + Thread.currentThread().getName());
  }

  @Test
  void loopsShareTheLimitOfOffloadedWork() throws Exception {
    Semaphore gate = new Semaphore(0);
    List<String> log = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(loops.launch(() -> offload(() -> {
        log.add(Thread.currentThread().getName());
        gate.acquire();
        return true;
      })));
    }
    while (log.size() < 2) {
      Thread.onSpinWait();
    }

    assertThat(log).hasSize(2).allMatch(name -> name.startsWith("group-offload-"));

    gate.release(6);
    for (CompletableFuture<Boolean> work : all) {
      assertThat(work.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void offloadedWorkGoesOnWhenOneLoopOfTheGroupHasEnded() throws Exception {
    loops.loops().get(0).close();

    CompletableFuture<String> work = loops.loops().get(1).launch(() -> offload(() -> "done"));

    assertThat(work.get(30, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void closeEndsAllLoops() {
    List<CompletableFuture<Void>> launched = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      launched.add(loops.launch(LinkedFuture::new));
    }

    loops.close();

    assertThat(launched).allMatch(CompletableFuture::isCancelled);
    assertThat(loops.loops())
        .allSatisfy(loop -> assertThatThrownBy(() -> loop.execute(() -> {}))
            .isInstanceOf(RejectedExecutionException.class));
  }

  @Test
  void closeFromALoopOfTheGroupDoesNotWait() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    loops.next().execute(() -> {
      loops.close();
      thread.complete(Thread.currentThread());
    });

    Thread own = thread.get(30, TimeUnit.SECONDS);
    own.join(30_000);
    assertThat(own.isAlive()).isFalse();
  }

  @Test
  void groupNeedsALoop() {
    assertThatThrownBy(() -> EventLoops.create(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 0");
  }
}
