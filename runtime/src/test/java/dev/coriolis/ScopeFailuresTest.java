package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No failure of a child gets lost, and none shows twice. */
@Timeout(60)
class ScopeFailuresTest {
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @BeforeEach
  void recordReports() {
    UncaughtHandler.setDefault((what, failure) -> reports.add(failure.getMessage()));
    // Longer than a thread may stand still between a failure and who looks at it.
    UncaughtHandler.setDefaultGrace(Duration.ofMillis(500));
  }

  @AfterEach
  void restoreDefaults() {
    UncaughtHandler.setDefault(null);
    UncaughtHandler.setDefaultGrace(null);
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  private String nextReport() throws InterruptedException {
    return String.valueOf(reports.poll(30, TimeUnit.SECONDS));
  }

  @Coroutine
  private static CompletionStage<Void> failing(CompletionStage<?> gate, String message)
      throws IOException {
    await(gate);
    throw new IOException(message);
  }

  /** Fails unseen itself, so that its report says that all before it have been made. */
  private String reportsUpToNow() throws Exception {
    CompletionStage<Void> last = failing(completedFuture(null), "last");
    assertThat(last).isNotNull();
    String report = nextReport();
    return report.equals("last") ? "none" : report;
  }

  @Test
  void failureIsReportedWhereNobodyAwaitsTheEnd() throws Exception {
    Scope scope = Scope.open();
    CompletableFuture<Void> child = scope.fork(() -> failing(gate, "unseen"));
    gate.complete(null);

    scope.close();

    assertThat(nextReport()).isEqualTo("unseen");
    assertThat(child).isCompletedExceptionally();
    assertThat(reportsUpToNow()).isEqualTo("none");
  }

  @Coroutine
  private CompletionStage<Void> joins() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> failing(gate, "first"));
      scope.fork(() -> failing(gate, "second"));
      await(scope.join());
    }
    return Coroutines.done();
  }

  @Test
  void whatAJoinHasThrownIsNotReported() throws Exception {
    CompletionStage<Void> run = joins();

    gate.complete(null);

    Throwable failure = failure(run);
    assertThat(Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed())))
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder("first", "second");
    assertThat(reportsUpToNow()).isEqualTo("none");
  }

  @Test
  void whatWaitsForAJoinIsNotReportedMeanwhile() throws Exception {
    Scope scope = Scope.open();
    CompletableFuture<Void> child = scope.fork(() -> failing(gate, "seen late"));
    gate.complete(null);
    assertThat(child).isCompletedExceptionally();

    assertThat(reportsUpToNow()).isEqualTo("none");
    assertThat(failure(scope.join())).hasMessage("seen late");
  }

  @Test
  void scopeThatLastsKeepsTheLatestFailuresOnly() throws Exception {
    Scope scope = Scope.open();
    for (int i = 0; i < 1025; i++) {
      String message = "failure " + i;
      scope.fork(() -> failing(completedFuture(null), message));
    }

    assertThat(nextReport()).isEqualTo("failure 0");
    List<Throwable> kept = scope.joinAll().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(kept).hasSize(1024).first().extracting(Throwable::getMessage).isEqualTo("failure 1");
    assertThat(reportsUpToNow()).isEqualTo("none");
  }

  @Coroutine
  private static CompletionStage<Void> inner(CompletionStage<?> gate) throws IOException {
    await(failing(gate, "traced"));
    return Coroutines.done();
  }

  @Coroutine
  private CompletionStage<Void> outer() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> inner(gate));
      await(scope.join());
    }
    return Coroutines.done();
  }

  @Test
  void traceLeadsFromTheChildToTheJoin() {
    CompletionStage<Void> run = outer();

    gate.complete(null);

    assertThat(Arrays.stream(failure(run).getStackTrace()).map(StackTraceElement::getMethodName))
        .containsSubsequence("failing", "inner", "outer");
  }
}
