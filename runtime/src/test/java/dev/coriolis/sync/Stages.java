package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.LinkedFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What tests do with stages. */
final class Stages {
  private Stages() {}

  /** Says of a stage, as a select would of a loser, that nobody will use its value. */
  static void discard(CompletionStage<?> stage) {
    ((LinkedFuture<?>) stage).discard();
  }

  /** Waits for the end of a stage, and returns its failure; null if it has none. */
  static Throwable failure(CompletionStage<?> stage) throws Exception {
    return stage
        .<Throwable>handle((value, failure) -> failure)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /** Returns the failure of a stage that has failed by now. */
  static Throwable failureNow(CompletionStage<?> stage) throws Exception {
    assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    return failure(stage);
  }
}
