package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.shield;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShieldTest {
  private final CompletableFuture<String> source = new CompletableFuture<>();

  @Coroutine
  private static CompletionStage<String> shields(CompletionStage<String> stage) {
    return completedFuture(await(shield(stage)));
  }

  @Test
  void completesAsTheStageDoes() {
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<String> shielded = shield(source);
    CompletableFuture<String> shieldedFailing = shield(failing);
    IOException failure = new IOException("of the stage");

    source.complete("value");
    failing.completeExceptionally(failure);

    assertThat(shielded).isCompletedWithValue("value");
    assertThat(shieldedFailing.handle((value, thrown) -> thrown).join()).isSameAs(failure);
  }

  @Test
  void cancellationStopsThere() {
    CompletableFuture<String> run = shields(source).toCompletableFuture();

    run.cancel(true);

    assertThat(run).isCancelled();
    assertThat(source).isNotDone();
  }

  @Test
  void stageThatIsDoneNeedsNoShield() {
    assertThat(shield(completedFuture("done"))).isCompletedWithValue("done");
  }

  @Test
  void leavesNothingAtAStageThatLastsForEver() {
    for (int i = 0; i < 1000; i++) {
      shields(source).toCompletableFuture().cancel(true);
    }

    assertThat(source.getNumberOfDependents()).isLessThanOrEqualTo(1);
  }

  @Test
  void afterTheCancellationTheStageIsAsIfNobodyHadAsked() {
    CompletableFuture<String> shielded = shield(source);
    shielded.cancel(true);

    source.complete("value");

    assertThat(shielded).isCancelled();
    assertThat(source).isCompletedWithValue("value");
  }
}
