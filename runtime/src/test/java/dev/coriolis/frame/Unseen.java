package dev.coriolis.frame;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Loses a failure with and without a loop; {@link UncaughtProcessTest} looks for the reports. */
final class Unseen {
  private Unseen() {}

  @Coroutine
  private static CompletionStage<Void> inner(CompletionStage<Void> gate, String message) {
    await(gate);
    throw new IllegalStateException(message);
  }

  @Coroutine
  private static CompletionStage<Void> outer(CompletionStage<Void> gate, String message) {
    await(inner(gate, message));
    return done();
  }

  public static void main(String[] arguments) {
    try (EventLoop loop = EventLoop.create()) {
      loop.launch(() -> outer(done(), "lost on a loop"));
    }
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletionStage<Void> kept = outer(gate, "lost at the end of the process");
    gate.complete(null);
    if (!kept.toCompletableFuture().isCompletedExceptionally()) {
      throw new AssertionError(kept);
    }
  }
}
