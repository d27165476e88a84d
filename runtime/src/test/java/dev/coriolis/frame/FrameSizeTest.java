package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.coriolis.Coroutine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds suspended coroutines to their size: all that is allocated until they are, the innermost future
 * among it. Each level has an int, a long and a reference that live on.
 */
class FrameSizeTest {
  private static final int RUNS = 10_000;

  private final CompletionStage<?>[] suspended = new CompletionStage<?>[RUNS];

  @Coroutine
  private static CompletionStage<Long> ofClass(int depth, CompletionStage<Long> leaf, String text) {
    long twice = depth * 2L;
    long value = await(depth == 1 ? leaf : ofClass(depth - 1, leaf, text));
    return completedFuture(value + depth + twice + text.length());
  }

  @Coroutine
  private CompletionStage<Long> ofObject(int depth, CompletionStage<Long> leaf, String text) {
    long twice = depth * 2L;
    long value = await(depth == 1 ? leaf : ofObject(depth - 1, leaf, text));
    return completedFuture(value + depth + twice + text.length());
  }

  /** Starts a coroutine on a future of its own. */
  private interface Start {
    CompletionStage<Long> on(CompletableFuture<Long> leaf);
  }

  private long bytesOfEach(Supplier<CompletableFuture<Long>> leaf, Start start) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      suspended[i] = start.on(leaf.get());
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(suspended).noneMatch(run -> run.toCompletableFuture().isDone());
    // What is allocated once, at the first call, is less than a byte for each.
    return (after - before) / RUNS;
  }

  @ParameterizedTest(name = "depth {0}: {1} bytes")
  @CsvSource({"1, 100", "5, 340"})
  void awaitingFutureOfOurOwn(int depth, int bytes) {
    start(depth);
    assertThat(bytesOfEach(LinkedFuture::new, leaf -> ofClass(depth, leaf, "text")))
        .isLessThanOrEqualTo(bytes);
    assertThat(bytesOfEach(LinkedFuture::new, leaf -> ofObject(depth, leaf, "text")))
        .isLessThanOrEqualTo(bytes);
  }

  @ParameterizedTest(name = "depth {0}: {1} bytes")
  @CsvSource({"1, 160", "5, 410"})
  void awaitingFutureOfOthers(int depth, int bytes) {
    start(depth);
    assertThat(bytesOfEach(CompletableFuture::new, leaf -> ofClass(depth, leaf, "text")))
        .isLessThanOrEqualTo(bytes);
    assertThat(bytesOfEach(CompletableFuture::new, leaf -> ofObject(depth, leaf, "text")))
        .isLessThanOrEqualTo(bytes);
  }

  /** Lets all that is loaded at the first call be loaded. */
  private void start(int depth) {
    bytesOfEach(LinkedFuture::new, leaf -> ofClass(depth, leaf, "text"));
    bytesOfEach(CompletableFuture::new, leaf -> ofObject(depth, leaf, "text"));
  }
}
