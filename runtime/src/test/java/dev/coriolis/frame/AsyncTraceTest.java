package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AsyncTraceTest {
  private int line;

  @Coroutine
  private CompletionStage<Void> inner(CompletionStage<?> gate) {
    await(gate);
    throw new IllegalStateException("inner");
  }

  @Coroutine
  private CompletionStage<Void> middle(CompletionStage<?> gate) {
    await(inner(gate));
    return done();
  }

  @Coroutine
  private CompletionStage<Void> outer(CompletionStage<?> gate) {
    try {
      line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
      await(middle(gate));
    } finally {
      gate.toCompletableFuture().isDone();
    }
    return done();
  }

  @Test
  void exceptionNamesEveryAwaitingCoroutineBelowOneMarker() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletionStage<Void> run = outer(gate);
    gate.complete(null);

    List<String> trace = trace(run);

    assertThat(trace.get(0)).isEqualTo("AsyncTraceTest.inner");
    assertThat(belowMarker(trace)).containsExactly("AsyncTraceTest.middle", "AsyncTraceTest.outer");
  }

  @Test
  void failureOfForeignFutureNamesTheAwaitItself() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletionStage<Void> run = outer(gate);
    gate.completeExceptionally(new IllegalStateException("foreign"));

    assertThat(belowMarker(trace(run)))
        .containsExactly("AsyncTraceTest.inner", "AsyncTraceTest.middle", "AsyncTraceTest.outer");
  }

  @Test
  void failureThatIsThereAlreadyNamesTheAwait() {
    IllegalStateException failure = new IllegalStateException("before");
    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});

    CompletionStage<Void> run = outer(CompletableFuture.failedFuture(failure));

    assertThat(belowMarker(trace(run)))
        .contains("AsyncTraceTest.inner", "AsyncTraceTest.middle", "AsyncTraceTest.outer");
  }

  @Test
  void placesHaveTheLineOfTheAwait() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletionStage<Void> run = outer(gate);
    gate.complete(null);

    StackTraceElement last = last(failure(run).getStackTrace());

    assertThat(last.getFileName()).isEqualTo("AsyncTraceTest.java");
    assertThat(last.getLineNumber()).isEqualTo(line);
  }

  private static StackTraceElement last(StackTraceElement[] trace) {
    return trace[trace.length - 1];
  }

  private static Throwable failure(CompletionStage<?> run) {
    return run.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  private static List<String> trace(CompletionStage<?> run) {
    return Arrays.stream(failure(run).getStackTrace())
        .map(place -> place.getClassName() + "." + place.getMethodName())
        .map(name -> name.replace("dev.coriolis.frame.", ""))
        .toList();
  }

  private static List<String> belowMarker(List<String> trace) {
    assertThat(trace).containsOnlyOnce("coroutine.stack");
    return trace.subList(trace.indexOf("coroutine.stack") + 1, trace.size());
  }
}
