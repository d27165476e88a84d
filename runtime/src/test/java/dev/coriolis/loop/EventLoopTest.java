package dev.coriolis.loop;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutines;
import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventLoopTest {
  private final EventLoop loop = EventLoop.create("test-loop");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void runReturnsTheValueOfItsMain() {
    String thread = EventLoop.run(() -> completedFuture(Thread.currentThread().getName()));

    assertThat(thread).isEqualTo("coriolis-main");
  }

  @Test
  void runWaitsForAStageOfTheLoop() {
    Object value = EventLoop.run(() -> Coroutines.delay(Duration.ofMillis(5))
        .thenApply(done -> EventLoop.current().name()));

    assertThat(value).isEqualTo("coriolis-main");
  }

  @Test
  void runThrowsTheFailureItself() {
    IOException failure = new IOException("disk full");

    assertThatThrownBy(() -> EventLoop.run(() -> failedFuture(failure))).isSameAs(failure);
    assertThatThrownBy(() -> EventLoop.run(() -> {
          throw failure;
        }))
        .isSameAs(failure);
  }

  @Test
  void runThrowsACancellationItself() {
    CancellationException failure = new CancellationException("mine");

    assertThatThrownBy(() -> EventLoop.run(() -> failedFuture(failure))).isSameAs(failure);
  }

  @Test
  void runLeavesNoThread() {
    Thread thread = EventLoop.run(() -> completedFuture(Thread.currentThread()));

    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void runRefusesToBlockALoop() {
    CompletableFuture<Void> nested = loop.launch(() -> EventLoop.run(() -> completedFuture(null)));

    assertThatThrownBy(() -> nested.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("test-loop");
  }

  @Test
  void interruptEndsRun() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller = new Thread(() -> {
      try {
        EventLoop.run(() -> {
          started.countDown();
          return new CompletableFuture<Void>();
        });
      } catch (CancellationException e) {
        thrown.set(e);
      }
    });
    caller.start();
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

    caller.interrupt();
    caller.join(5000);

    assertThat(thrown.get()).hasMessageContaining("interrupted");
  }

  @Test
  void currentNeedsALoop() {
    assertThatThrownBy(EventLoop::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Thread.currentThread().getName());
  }

  @Test
  void whatIsDispatchedInATurnRunsAfterIt() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();

    onLoop(() -> {
      dispatcher().dispatch(() -> {
        log.add("second");
        dispatcher().dispatch(() -> log.add("third"));
        log.add("still second");
      });
      log.add("first");
    });
    onLoop(() -> log.add("fourth"));

    assertThat(log).containsExactly("first", "second", "still second", "third", "fourth");
  }

  @Test
  void whatIsDispatchedOutsideATurnRunsAtOnce() throws Exception {
    var netty = loop.unwrap(io.netty.channel.EventLoop.class);

    List<String> log = netty
        .submit(() -> {
          List<String> steps = new CopyOnWriteArrayList<>();
          dispatcher().dispatch(() -> steps.add("turn"));
          steps.add("after");
          return steps;
        })
        .get(5, TimeUnit.SECONDS);

    assertThat(log).containsExactly("turn", "after");
  }

  @Test
  void dispatchFromAnotherThreadRunsOnTheLoop() throws Exception {
    AtomicReference<Dispatcher> own = new AtomicReference<>();
    onLoop(() -> own.set(dispatcher()));
    CompletableFuture<Boolean> inLoop = new CompletableFuture<>();

    own.get().dispatch(() -> inLoop.complete(loop.inLoop()));

    assertThat(inLoop.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void turnsThatNeverEndLetTimersThrough() throws Exception {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    loop.schedule(Duration.ofMillis(20), () -> timer.complete(null));

    loop.execute(new Runnable() {
      @Override
      public void run() {
        if (!timer.isDone()) {
          dispatcher().dispatch(this);
        }
      }
    });

    assertThat(timer.get(5, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void taskThatThrowsDoesNotEndTheLoop() throws Exception {
    loop.execute(() -> {
      throw new IllegalStateException("expected in the log: thrown by a task");
    });

    onLoop(() -> assertThat(loop.inLoop()).isTrue());
  }

  @Test
  void launchBeginsInTheTurnOfItsCaller() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();

    onLoop(() -> {
      loop.launch(() -> {
        log.add("launched");
        return completedFuture(null);
      });
      log.add("caller");
    });

    assertThat(log).containsExactly("launched", "caller");
  }

  @Test
  void launchFailsAsItsCoroutine() {
    IOException failure = new IOException("disk full");

    assertThatThrownBy(() -> loop.launch(() -> failedFuture(failure)).get(5, TimeUnit.SECONDS))
        .cause()
        .isSameAs(failure);
    assertThatThrownBy(() -> loop.launch(() -> null).get(5, TimeUnit.SECONDS))
        .hasMessageContaining("returned null");
  }

  @Test
  void cancellingALaunchCancelsTheCoroutine() throws Exception {
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    CompletableFuture<Void> launched = loop.launch(() -> awaited);
    onLoop(() -> {});

    launched.cancel(true);

    assertThatThrownBy(() -> launched.get(5, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(awaited).isCancelled();
  }

  @Test
  void launchThatIsCancelledBeforeItBeginsNeverDoes() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    AtomicReference<CompletableFuture<Void>> launched = new AtomicReference<>();
    onLoop(() -> {
      // Of another thread, while a turn is running: so it cannot have begun.
      launched.set(ofAnotherThread(() -> loop.launch(() -> {
        log.add("begun");
        return completedFuture(null);
      })));
      launched.get().cancel(true);
    });

    assertThatThrownBy(() -> launched.get().get(5, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    loop.close();
    assertThat(log).isEmpty();
  }

  private static <T> T ofAnotherThread(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call).join();
  }

  @Test
  void launchThatIsCompletedFromOutsideAsksItsCoroutineToEnd() throws Exception {
    CompletableFuture<String> awaited = new CompletableFuture<>();
    CompletableFuture<String> launched = loop.launch(() -> awaited);
    onLoop(() -> {});

    assertThat(launched.complete("decided")).isTrue();

    assertThatThrownBy(() -> awaited.get(5, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(launched).isCompletedWithValue("decided");
  }

  @Test
  void unwrapNamesTheTypeItDoesNotHave() {
    assertThatThrownBy(() -> loop.unwrap(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String");
  }

  private static Dispatcher dispatcher() {
    return Context.current().dispatcher();
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
