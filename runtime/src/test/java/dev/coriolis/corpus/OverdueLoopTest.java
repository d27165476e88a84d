package dev.coriolis.corpus;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In an overdue turn an await of a completed stage suspends, and means the same. */
@Timeout(60)
class OverdueLoopTest {

  @Test
  void eachAwaitOfACompletedStageGivesWay() throws Exception {
    try (OverdueLoop loop = new OverdueLoop()) {
      assertThat(loop.run(() -> sumUpTo(100)).get()).isEqualTo(5050);
      assertThat(loop.deferred()).isEqualTo(100);
    }
  }

  @Coroutine
  private static CompletionStage<Integer> sumUpTo(int last) {
    int sum = 0;
    for (int i = 1; i <= last; i++) {
      sum += await(completedFuture(i));
    }
    return completedFuture(sum);
  }

  @Test
  void failureStaysTheSameObject() throws Exception {
    IOException failure = new IOException("disk full");

    try (OverdueLoop loop = new OverdueLoop()) {
      assertThatThrownBy(() -> loop.run(() -> fails(failure)).get()).cause().isSameAs(failure);
      assertThat(loop.run(() -> handles(failure)).get()).isSameAs(failure);
      assertThat(loop.deferred()).isEqualTo(2);
    }
  }

  @Coroutine
  private static CompletionStage<String> fails(IOException failure) {
    return completedFuture(await(failedFuture(failure)));
  }

  @Coroutine
  private static CompletionStage<IOException> handles(IOException failure) {
    try {
      await(failedFuture(failure), IOException.class);
      return completedFuture(null);
    } catch (IOException e) {
      return completedFuture(e);
    }
  }
}
