package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Coroutine
  private static CompletionStage<Integer> plusOne(CompletionStage<Integer> stage) {
    return completedFuture(await(stage) + 1);
  }

  private static CompletableFuture<Integer> chain(int depth, CompletionStage<Integer> innermost) {
    CompletionStage<Integer> outermost = innermost;
    for (int i = 0; i < depth; i++) {
      outermost = plusOne(outermost);
    }
    return outermost.toCompletableFuture();
  }

  @Test
  void returnsStageOfBodyThatIsNeverSuspended() {
    CompletionStage<Integer> result = plusOne(completedFuture(1));

    assertThat(result).isNotInstanceOf(Frame.class).isCompletedWithValue(2);
  }

  @Test
  void isTheReturnedFutureOnceSuspended() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> result = chain(1, source);
    assertThat(result).isInstanceOf(Frame.class).isNotDone();

    source.complete(4);

    assertThat(result).isCompletedWithValue(5);
  }

  @Test
  void completesMillionFramesDeepChain() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> result = chain(1_000_000, source);

    source.complete(0);

    assertThat(result).isCompletedWithValue(1_000_000);
  }

  @Test
  void failsMillionFramesDeepChainWithTheSameException() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> result = chain(1_000_000, source);
    IOException failure = new IOException("broken");

    source.completeExceptionally(failure);

    assertThat(result.handle((value, thrown) -> thrown).join()).isSameAs(failure);
  }

  @Test
  void cancelsMillionFramesDeepChain() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> result = chain(1_000_000, source);

    assertThat(result.cancel(true)).isTrue();

    assertThat(source).isCancelled();
    assertThat(result).isCancelled();
  }

  @Test
  void resumesEveryFrameThatAwaitsTheSameFrame() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> shared = chain(1, source);
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      results.add(chain(2, shared));
    }

    source.complete(0);

    assertThat(results).allSatisfy(result -> assertThat(result).isCompletedWithValue(3));
  }

  @Coroutine
  private static CompletionStage<String> dropsBeforeAwait(
      List<WeakReference<Object>> seen, CompletionStage<String> gate) {
    Object large = new byte[1024];
    seen.add(new WeakReference<>(large));
    large.hashCode();
    String first = await(gate);
    return completedFuture(first + seen.size());
  }

  @Test
  void keepsNothingAliveThatTheBodyDoesNotReadAgain() {
    List<WeakReference<Object>> seen = new ArrayList<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletionStage<String> result = dropsBeforeAwait(seen, gate);

    Collected.await(seen.get(0));

    gate.complete("g");
    assertThat(result).isCompletedWithValue("g1");
  }

  @Coroutine
  private static CompletionStage<String> keepsParameter(
      Object[] holder, CompletionStage<String> gate) {
    String text = holder[0].toString();
    await(gate);
    return completedFuture(text);
  }

  @Test
  void keepsNoParameterAliveThatTheBodyDoesNotReadAgain() {
    Object[] holder = {new StringBuilder("text")};
    WeakReference<Object> seen = new WeakReference<>(holder);
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletionStage<String> result = keepsParameter(holder, gate);
    holder = null;

    Collected.await(seen);

    gate.complete("g");
    assertThat(result).isCompletedWithValue("text");
  }

  @Coroutine
  private static CompletionStage<String> readsBehindAwait(Object read, CompletionStage<?> gate) {
    await(gate);
    return completedFuture(read.toString());
  }

  @Test
  void keepsNothingAliveOnceItHasFailed() {
    Object read = new Object();
    WeakReference<Object> seen = new WeakReference<>(read);
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletionStage<String> result = readsBehindAwait(read, gate);
    read = null;
    IOException failure = new IOException("expected");
    gate.completeExceptionally(failure);

    Collected.await(seen);

    assertThat(result.handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
  }

  @Coroutine
  private static CompletionStage<Void> cleansUp(
      CompletionStage<?> awaited, CompletionStage<?> cleaning, List<String> log) {
    try {
      await(awaited);
    } catch (CancellationException e) {
      log.add("cancelled");
      throw e;
    } finally {
      await(cleaning);
      log.add("cleaned");
    }
    return done();
  }

  @Test
  void cancellationRunsFinallyWhichMayAwait() {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    CompletableFuture<Void> cleaning = new CompletableFuture<>();
    CompletableFuture<Void> run = cleansUp(awaited, cleaning, log).toCompletableFuture();

    assertThat(run.cancel(true)).isTrue();
    assertThat(awaited).isCancelled();
    assertThat(run).isNotDone();

    cleaning.complete(null);
    assertThat(run).isCancelled();
    assertThat(log).containsExactly("cancelled", "cleaned");
  }

  @Test
  void cancelledAwaitedStageDoesNotCancelTheAwaiter() {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    CompletionStage<Void> run = cleansUp(awaited, completedFuture(null), log);
    CompletionStage<String> outer = afterwards(run);

    awaited.cancel(true);

    assertThat(outer).isCompletedWithValue("went on");
  }

  @Coroutine
  private static CompletionStage<String> afterwards(CompletionStage<Void> run) {
    try {
      await(run);
    } catch (CancellationException e) {
      await(completedFuture(null));
    }
    return completedFuture("went on");
  }

  @Coroutine
  private static CompletionStage<Void> takes(
      CompletionStage<String> source, CompletionStage<?> next, List<String> log) {
    String resource = await(source);
    log.add("took " + resource);
    try {
      await(next);
    } finally {
      log.add("gave " + resource + " back");
    }
    return done();
  }

  @Test
  void valueThatCameBeforeTheCancellationIsDelivered() {
    List<String> log = new ArrayList<>();
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<Void> next = new CompletableFuture<>();

    Throwable end = EventLoop.run(() -> {
      CompletableFuture<Void> run = takes(source, next, log).toCompletableFuture();
      // The run is resumed after this turn: when it is cancelled, its value is on the way.
      source.complete("lock");
      run.cancel(true);
      return run.handle((value, failure) -> failure);
    });

    assertThat(end).isInstanceOf(CancellationException.class);
    assertThat(next).isCancelled();
    assertThat(log).containsExactly("took lock", "gave lock back");
  }

  @Test
  void valueThatCannotBeDeliveredAsTheLoopIsGoneIsDiscarded() throws Exception {
    AtomicInteger discarded = new AtomicInteger();
    CompletableFuture<String> source = new LinkedFuture<>() {
      @Override
      public void discard() {
        discarded.incrementAndGet();
      }
    };
    CompletableFuture<CompletionStage<Void>> run = new CompletableFuture<>();
    try (EventLoop loop = EventLoop.create()) {
      loop.execute(() -> run.complete(takes(source, new CompletableFuture<>(), new ArrayList<>())));
      run.get(30, TimeUnit.SECONDS);
    }

    source.complete("lock");

    assertThat(run.join().toCompletableFuture())
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);
    assertThat(discarded).hasValue(1);
  }

  @Test
  void cancelAfterTheEndChangesNothing() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> result = chain(1, source);
    source.complete(1);

    assertThat(result.cancel(true)).isFalse();
    assertThat(result).isCompletedWithValue(2);
  }

  @Coroutine
  private static CompletionStage<Integer> returnsPending(
      CompletionStage<Integer> gate, CompletionStage<Integer> result) {
    await(gate);
    return result;
  }

  @Test
  void completesAsTheReturnedStageDoes() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> returned = new CompletableFuture<>();
    CompletionStage<Integer> run = returnsPending(gate, returned);
    gate.complete(0);
    assertThat(run.toCompletableFuture()).isNotDone();

    returned.complete(3);

    assertThat(run).isCompletedWithValue(3);
  }

  @Test
  void cancellingReachesTheReturnedStage() {
    CompletableFuture<Integer> returned = new CompletableFuture<>();
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> run = returnsPending(gate, returned).toCompletableFuture();
    gate.complete(0);

    run.cancel(true);

    assertThat(returned).isCancelled();
    assertThat(run).isCancelled();
  }

  @Test
  void returnedNullIsFailureThatSaysSo() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletionStage<Integer> late = returnsPending(gate, null);
    gate.complete(0);

    for (CompletionStage<Integer> run : List.of(late, returnsPending(gate, null))) {
      assertThat(run.handle((value, thrown) -> thrown).toCompletableFuture().join())
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("return done()");
    }
  }

  @Test
  void awaitingNullFailsTheCoroutine() {
    assertThat(plusOne(null)
            .handle((value, thrown) -> thrown)
            .toCompletableFuture()
            .join())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("await was given null");
  }

  @Test
  void awaitsMinimalStageWhichIsNoUsableFutureThoughItsClassIsOne() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletionStage<Integer> run = plusOne(source.minimalCompletionStage());

    source.complete(1);

    assertThat(run).isCompletedWithValue(2);
    assertThat(plusOne(CompletableFuture.completedStage(5))).isCompletedWithValue(6);
  }

  @Test
  void awaitsStageThatCannotBeConverted() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletionStage<Integer> run = plusOne(callbackOnly(source));

    source.complete(1);

    assertThat(run).isCompletedWithValue(2);
  }

  /** A stage may refuse to become a future, says {@link CompletionStage#toCompletableFuture}. */
  @SuppressWarnings("unchecked")
  private static <T> CompletionStage<T> callbackOnly(CompletionStage<T> source) {
    return (CompletionStage<T>) Proxy.newProxyInstance(
        FrameTest.class.getClassLoader(),
        new Class<?>[] {CompletionStage.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("toCompletableFuture")) {
            throw new UnsupportedOperationException();
          }
          return method.invoke(source, arguments);
        });
  }
}
