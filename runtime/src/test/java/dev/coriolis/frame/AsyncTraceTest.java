package dev.coriolis.frame;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncTraceTest {
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private int line;

  @Coroutine
  private CompletionStage<Void> inner(CompletionStage<?> awaited) {
    await(awaited);
    throw new IllegalStateException("inner");
  }

  @Coroutine
  private CompletionStage<Void> middle(CompletionStage<?> awaited) {
    await(inner(awaited));
    return done();
  }

  @Coroutine
  private CompletionStage<Void> outer(CompletionStage<?> awaited) {
    try {
      line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
      await(middle(awaited));
    } finally {
      awaited.toCompletableFuture().isDone();
    }
    return done();
  }

  @Test
  void exceptionNamesEveryAwaitingCoroutineBelowOneMarker() {
    CompletionStage<Void> run = outer(gate);
    gate.complete(null);

    List<String> trace = trace(run);

    assertThat(trace.get(0)).isEqualTo("inner");
    assertThat(belowMarker(trace)).containsExactly("middle", "outer");
  }

  @Test
  void failureOfForeignFutureNamesTheAwaitItself() {
    CompletionStage<Void> run = outer(gate);
    gate.completeExceptionally(new IllegalStateException("foreign"));

    assertThat(belowMarker(trace(run))).containsExactly("inner", "middle", "outer");
  }

  @Test
  void failureThatIsThereAlreadyNamesTheAwait() {
    IllegalStateException failure = new IllegalStateException("before");
    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});

    CompletionStage<Void> run = outer(CompletableFuture.failedFuture(failure));

    assertThat(belowMarker(trace(run))).contains("inner", "middle", "outer");
  }

  @Test
  void stackOfThreadIsEnoughBeforeTheFirstSuspension() {
    assertThat(trace(outer(done()))).contains("inner", "middle", "outer").doesNotContain("stack");
  }

  @Test
  void placesHaveTheLineOfTheAwait() {
    CompletionStage<Void> run = outer(gate);
    gate.complete(null);

    StackTraceElement[] trace = failure(run).getStackTrace();
    StackTraceElement last = trace[trace.length - 1];

    assertThat(last.getFileName()).isEqualTo("AsyncTraceTest.java");
    assertThat(last.getLineNumber()).isEqualTo(line);
  }

  @Coroutine
  private CompletionStage<Void> tree(int depth) {
    if (depth == 0) {
      await(inner(gate));
    }
    await(all(tree(depth - 1), gate));
    return done();
  }

  @Test
  void recursionThroughCombinedStagesIsThereToTheRoot() {
    CompletionStage<Void> run = tree(3);
    gate.complete(null);

    assertThat(belowMarker(trace(run))).containsExactly("tree", "tree", "tree", "tree");
  }

  @Coroutine
  private CompletionStage<Void> launching(EventLoop loop) {
    await(loop.launch(() -> middle(gate)));
    return done();
  }

  @Test
  void launchedCoroutineIsAwaitedByWhoAwaitsItsLaunch() throws Exception {
    CompletableFuture<Void> run;
    try (EventLoop loop = EventLoop.create()) {
      run = loop.launch(() -> launching(loop));
      loop.launch(() -> {
            gate.complete(null);
            return done();
          })
          .get();
      assertThat(failure(run)).hasMessage("inner");
    }

    assertThat(belowMarker(trace(run))).containsExactly("middle", "launching");
  }

  @Coroutine
  private CompletionStage<Void> second(CompletionStage<?> awaited) {
    await(awaited);
    return done();
  }

  @Coroutine
  private CompletionStage<Void> first(CompletionStage<?> awaited) {
    await(awaited);
    return done();
  }

  @Test
  void chainsOfAllWhoAwaitTheSameCoroutineAreThere() {
    CompletionStage<Void> shared = middle(gate);
    CompletionStage<Void> one = first(shared);
    CompletionStage<Void> other = second(second(shared));
    gate.complete(null);

    List<String> trace = trace(one);

    assertThat(failure(other)).isSameAs(failure(one));
    assertThat(trace.subList(trace.indexOf("stack"), trace.size()))
        .containsExactly("stack", "middle", "second", "second", "stack", "first");
  }

  @Coroutine
  private CompletionStage<Void> throwsAgain(CompletionStage<?> awaited) {
    try {
      await(middle(awaited));
    } catch (IllegalStateException e) {
      await(new CompletableFuture<Void>()
          .completeOnTimeout(null, 0, java.util.concurrent.TimeUnit.SECONDS));
      throw e;
    }
    return done();
  }

  @Test
  void exceptionThatIsThrownAgainHasItsChainOnce() {
    CompletionStage<Void> run = second(throwsAgain(gate));
    gate.complete(null);

    assertThat(belowMarker(trace(run))).containsExactly("middle", "throwsAgain", "second");
  }

  private static final class Shared extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Shared(boolean writableStackTrace) {
      super("shared", null, true, writableStackTrace);
    }
  }

  @Test
  void exceptionWithoutStackTraceStaysSo() {
    CompletionStage<Void> run = outer(gate);
    gate.completeExceptionally(new Shared(false));

    assertThat(failure(run)).hasMessage("shared");
    assertThat(failure(run).getStackTrace()).isEmpty();
  }

  @Test
  void exceptionThatIsThrownForEverDoesNotGrowForEver() {
    Shared shared = new Shared(true);
    int before = shared.getStackTrace().length;

    for (int i = 0; i < 10_000; i++) {
      CompletableFuture<Void> source = new CompletableFuture<>();
      CompletionStage<Void> run =
          i % 2 == 0 ? all(middle(source)).thenRun(() -> {}) : outer(source);
      source.completeExceptionally(shared);
      assertThat(failure(run)).isSameAs(shared);
    }

    assertThat(shared.getStackTrace().length - before).isLessThan(520);
  }

  @Test
  void threadsMayShareAnException() throws Exception {
    Shared shared = new Shared(true);
    CyclicBarrier start = new CyclicBarrier(2);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<Void> source = new CompletableFuture<>();
      CompletionStage<Void> run = i == 0 ? second(source) : outer(source);
      threads.add(new Thread(() -> {
        try {
          start.await();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
        source.completeExceptionally(shared);
        assertThat(failure(run)).isSameAs(shared);
      }));
    }

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    List<String> trace = names(shared);
    assertThat(trace.subList(trace.indexOf("stack"), trace.size()))
        .containsExactlyInAnyOrder("stack", "second", "stack", "inner", "middle", "outer");
  }

  @Test
  void deepChainIsCut() {
    CompletionStage<?> run = inner(gate);
    for (int i = 0; i < 100_000; i++) {
      run = second(run);
    }
    gate.complete(null);

    List<String> trace = belowMarker(trace(run).subList(1, trace(run).size()));
    assertThat(trace).hasSizeBetween(256, 258);
  }

  private static Throwable failure(CompletionStage<?> run) {
    return run.handle((value, thrown) -> Frames.unwrapped(thrown))
        .toCompletableFuture()
        .join();
  }

  private static List<String> trace(CompletionStage<?> run) {
    return names(failure(run));
  }

  private static List<String> names(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getMethodName)
        .toList();
  }

  private static List<String> belowMarker(List<String> trace) {
    int marker = trace.indexOf("stack");
    assertThat(marker).isPositive();
    return trace.subList(marker + 1, trace.size());
  }
}
