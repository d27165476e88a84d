package dev.coriolis.adapt;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import dev.coriolis.loop.EventLoop;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FuturesOfOthersTest {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return stage.<Throwable>handle((value, thrown) -> thrown).join();
  }

  @Test
  void valueOfGuavaIsAwaited() {
    ListenableFuture<String> later = Futures.submit(() -> "a", executor);

    assertThat(EventLoop.<String>run(() -> completedFuture(await(Guava.stage(later)))))
        .isEqualTo("a");
    assertThat(Guava.stage(Futures.immediateFuture("b"))).isCompletedWithValue("b");
  }

  @Test
  void failureOfGuavaComesAsItIs() {
    IOException failure = new IOException("no");

    assertThatThrownBy(() -> EventLoop.run(() -> {
          String value = await(Guava.<String>stage(Futures.immediateFailedFuture(failure)));
          return completedFuture(value);
        }))
        .isSameAs(failure);
  }

  @Test
  void cancellationGoesBothWaysWithGuava() {
    SettableFuture<String> future = SettableFuture.create();
    Guava.stage(future).cancel(true);
    assertThat(future.isCancelled()).isTrue();

    SettableFuture<String> other = SettableFuture.create();
    CompletableFuture<String> stage = Guava.stage(other);
    other.cancel(true);
    assertThat(stage).isCancelled();
  }

  @Test
  void cancellingAStageThatIsDoneLeavesGuavaAlone() {
    SettableFuture<String> future = SettableFuture.create();
    CompletableFuture<String> stage = Guava.stage(future);
    future.set("a");

    assertThat(stage.cancel(true)).isFalse();
    assertThat(future.isCancelled()).isFalse();
  }

  @Test
  void valueAndFailureOfNettyAreAwaited() {
    Promise<String> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    CompletableFuture<String> stage = Netty.stage(promise);
    assertThat(stage).isNotDone();
    promise.setSuccess("a");
    assertThat(stage).isCompletedWithValue("a");

    IOException failure = new IOException("no");
    Promise<Void> failing = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    CompletableFuture<Void> failed = Netty.stage(failing);
    failing.setFailure(failure);
    assertThat(failure(failed)).isSameAs(failure);
  }

  @Test
  void nullOfNettyIsAValue() {
    assertThat(Netty.stage(ImmediateEventExecutor.INSTANCE.<Void>newSucceededFuture(null)))
        .isCompletedWithValue(null);
  }

  @Test
  void cancellationGoesBothWaysWithNetty() {
    Promise<String> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    Netty.stage(promise).cancel(true);
    assertThat(promise.isCancelled()).isTrue();

    Promise<String> other = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    CompletableFuture<String> stage = Netty.stage(other);
    other.cancel(true);
    assertThat(stage).isCancelled();
  }

  @Test
  void stageOfNettyThatRefusesToBeCancelledIsCancelledAlone() {
    Promise<String> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    promise.setUncancellable();
    CompletableFuture<String> stage = Netty.stage(promise);

    stage.cancel(true);

    assertThat(stage).isCancelled();
    assertThat(promise.isDone()).isFalse();
  }

  @Test
  void futureOfAnExecutorIsAwaitedWithoutBlockingTheLoop() {
    CountDownLatch asked = new CountDownLatch(1);
    Future<String> future = executor.submit(() -> {
      asked.await();
      return "a";
    });

    String value = EventLoop.run(() -> {
      CompletableFuture<String> stage = BlockingFutures.stage(future);
      EventLoop.current().execute(asked::countDown);
      return completedFuture(await(stage));
    });

    assertThat(value).isEqualTo("a");
  }

  @Test
  void failureOfAnExecutorComesAsItIs() {
    IOException failure = new IOException("no");
    Future<String> future = executor.submit(() -> {
      throw failure;
    });

    assertThatThrownBy(
            () -> EventLoop.run(() -> completedFuture(await(BlockingFutures.stage(future)))))
        .isSameAs(failure);
  }

  @Test
  void cancellationGoesBothWaysWithAnExecutor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Future<String> future = executor.submit(() -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return "late";
    });
    begun.await();
    CompletableFuture<String> stage = BlockingFutures.stage(future);

    stage.cancel(true);
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> BlockingFutures.stage(future).get(10, TimeUnit.SECONDS));
  }

  @Test
  void endOfAProcessIsAStageAlready() {
    ProcessHandle.Info info = EventLoop.run(() -> {
      Process process = new ProcessBuilder(javaCommand(), "-version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      ProcessHandle ended = await(process.toHandle().onExit());
      assertThat(ended.isAlive()).isFalse();
      return completedFuture(ended.info());
    });

    assertThat(info).isNotNull();
  }

  private static String javaCommand() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
