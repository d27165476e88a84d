package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.race;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.LinkedFuture;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is kept of what has ended. */
@Timeout(60)
class ScopeMemoryTest {

  private static void awaitCollection(WeakReference<?> reference) {
    for (int i = 0; i < 50 && !reference.refersTo(null); i++) {
      System.gc();
    }
    assertThat(reference.refersTo(null)).as("collected").isTrue();
  }

  @Coroutine
  private static CompletionStage<Object> valueOf(CompletionStage<?> gate) {
    await(gate);
    return completedFuture(new byte[16]);
  }

  @Test
  void openScopeKeepsNoChildThatHasEnded() {
    Scope scope = Scope.open();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Object> child = scope.fork(() -> valueOf(gate));
    gate.complete(null);
    WeakReference<Object> value = new WeakReference<>(child.join());
    WeakReference<Object> stage = new WeakReference<>(child);
    child = null;

    awaitCollection(value);
    awaitCollection(stage);

    assertThat(scope.closing()).isCompleted();
  }

  @Test
  void shortRacesLeaveNothingAtAStageThatLasts() {
    LinkedFuture<String> lasts = new LinkedFuture<>();
    List<WeakReference<Object>> races = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      CompletableFuture<String> shielded = Coroutines.shield(lasts);
      CompletionStage<String> race = race(shielded, completedFuture("done"));
      races.add(new WeakReference<>(race));
    }

    races.forEach(ScopeMemoryTest::awaitCollection);

    assertThat(lasts).isNotDone();
  }
}
