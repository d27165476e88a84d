package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.coriolis.frame.Failures;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import dev.coriolis.testlogs.RecordedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UncaughtHandlerTest {
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private final UncaughtHandler recording =
      (what, failure) -> reports.add(what + ": " + failure.getMessage());
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @AfterEach
  void restoreDefaults() {
    UncaughtHandler.setDefault(null);
    UncaughtHandler.setDefaultGrace(null);
  }

  @Coroutine
  private static CompletionStage<Void> failing(CompletionStage<Void> gate) throws IOException {
    await(gate);
    throw new IOException("unseen");
  }

  private static void drop(CompletionStage<?> stage) {
    assertThat(stage).isNotNull();
  }

  private String nextReport() throws InterruptedException {
    return String.valueOf(reports.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void failureOfKeptFutureIsReportedWhenTheGraceIsOver() throws Exception {
    UncaughtHandler.setDefault(recording);
    UncaughtHandler.setDefaultGrace(Duration.ofMillis(10));

    CompletionStage<Void> kept = failing(gate);
    gate.complete(null);

    assertThat(nextReport())
        .startsWith(
            "the coroutine dev.coriolis.UncaughtHandlerTest.failing(UncaughtHandlerTest.java:")
        .endsWith("): unseen");
    assertThat(kept.toCompletableFuture()).isCompletedExceptionally();
    assertThat(reports).isEmpty();
  }

  @Coroutine
  private static CompletionStage<Void> returning(CompletionStage<Void> stage) {
    await(done());
    return stage;
  }

  @Test
  void failedStageThatIsReturnedBeforeAnySuspensionIsReported() throws Exception {
    UncaughtHandler.setDefault(recording);
    UncaughtHandler.setDefaultGrace(Duration.ofMillis(10));
    String report = "the coroutine dev.coriolis.UncaughtHandlerTest.returning: unseen";
    IOException failure = new IOException("unseen");

    CompletionStage<Void> future = returning(CompletableFuture.failedFuture(failure));
    assertThat(nextReport()).isEqualTo(report);
    CompletionStage<Void> minimal = returning(CompletableFuture.failedStage(failure));
    assertThat(nextReport()).isEqualTo(report);

    assertThat(future.toCompletableFuture()).isCompletedExceptionally();
    assertThat(minimal.toCompletableFuture()).isCompletedExceptionally();
    assertThat(reports).isEmpty();
  }

  @Test
  void failureOfUnreachableFutureIsReportedLongBeforeTheGraceIsOver() throws Exception {
    UncaughtHandler.setDefault(recording);
    UncaughtHandler.setDefaultGrace(Duration.ofHours(1));

    drop(failing(done()));
    String report = null;
    for (int i = 0; i < 300 && report == null; i++) {
      System.gc();
      report = reports.poll(100, TimeUnit.MILLISECONDS);
    }

    assertThat(report).isEqualTo("the coroutine dev.coriolis.UncaughtHandlerTest.failing: unseen");
  }

  @Test
  void shorterGraceCountsFromTheNextFailureOn() throws Exception {
    UncaughtHandler.setDefault(recording);
    UncaughtHandler.setDefaultGrace(Duration.ofHours(1));
    CompletionStage<Void> first = failing(done());

    UncaughtHandler.setDefaultGrace(Duration.ZERO);
    CompletionStage<Void> second = failing(gate);
    gate.complete(null);

    assertThat(nextReport()).contains("java:");
    assertThat(reports).isEmpty();
    Failures.ofProcess().flush();
    assertThat(reports).hasSize(1);
    assertThat(first).isNotSameAs(second);
  }

  @Test
  void endOfLoopReportsWhatNobodyHasLookedAt() {
    UncaughtHandler.setDefault(recording);
    CompletableFuture<Void> kept;
    try (EventLoop loop = EventLoop.create()) {
      kept = loop.launch(() -> failing(done()));
      CompletableFuture<Void> seen = loop.launch(() -> failing(done()));
      assertThatThrownBy(seen::get).hasRootCauseMessage("unseen");
      assertThatThrownBy(kept.thenRun(() -> {})::get).hasRootCauseMessage("unseen");
      loop.launch(() -> failing(done()));
    }

    assertThat(reports)
        .containsExactly("the coroutine dev.coriolis.UncaughtHandlerTest.failing: unseen");
  }

  @Test
  void loopHasItsOwnHandler() {
    UncaughtHandler.setDefault((what, failure) -> reports.add("not this one"));
    try (EventLoop loop = EventLoop.create(
        LoopOptions.builder().name("own").uncaughtHandler(recording).build())) {
      loop.execute(() -> {
        throw new IllegalStateException("of a task");
      });
    }

    assertThat(reports).containsExactly("a task of the event loop own: of a task");
  }

  @Test
  void cancelledLaunchesAreNotReported() {
    UncaughtHandler.setDefault(recording);
    try (EventLoop loop = EventLoop.create()) {
      loop.launch(() -> failing(gate)).cancel(true);
      loop.launch(() -> failing(new CompletableFuture<>()));
    }

    assertThat(reports).isEmpty();
  }

  @Test
  void handlerThatThrowsIsLoggedWithTheFailure() throws Exception {
    UncaughtHandler.setDefault((what, failure) -> {
      throw new IllegalStateException("broken handler");
    });
    try (RecordedLog log = RecordedLog.of(UncaughtHandler.class)) {
      drop(failing(done()));
      Failures.ofProcess().flush();

      assertThat(log.failures())
          .extracting(Throwable::getMessage)
          .containsExactly("unseen", "broken handler");
    }
  }

  @Test
  void failureIsLoggedWhereNoHandlerIsSet() throws Exception {
    try (RecordedLog log = RecordedLog.of(UncaughtHandler.class)) {
      drop(failing(done()));
      Failures.ofProcess().flush();

      assertThat(log.messages(Level.ERROR))
          .containsExactly("the coroutine dev.coriolis.UncaughtHandlerTest.failing failed,"
              + " and nobody looked at the failure");
    }
  }

  @Test
  void rejectsNegativeGrace() {
    assertThatThrownBy(() -> UncaughtHandler.setDefaultGrace(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
  }
}
