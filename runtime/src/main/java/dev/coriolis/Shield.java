package dev.coriolis;

import dev.coriolis.frame.Frames;
import dev.coriolis.frame.WatchedFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The stage of another, which goes on if this one is cancelled.
 *
 * <p>Then it also leaves the other stage: nothing is kept alive by one that may last for ever, and a
 * failure that nobody else looks at is reported.
 */
final class Shield<T extends @Nullable Object> extends WatchedFuture<T> {
  private final CompletableFuture<T> stage;
  private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();

  private Shield(CompletableFuture<T> stage) {
    this.stage = stage;
  }

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  static <T extends @Nullable Object> CompletableFuture<T> of(CompletionStage<? extends T> stage) {
    CompletableFuture<T> future = (CompletableFuture<T>) Combined.future(stage);
    return future.isDone() ? future : new Shield<>(future).start();
  }

  private Shield<T> start() {
    // The one callback of a future that can be taken back: when the other one completes, anyOf
    // leaves this one.
    CompletableFuture.anyOf(stage, left)
        .whenComplete((value, failure) -> Trampoline.run(this::end));
    return this;
  }

  private void end() {
    if (isDone()) {
      return;
    }
    if (stage.isCompletedExceptionally()) {
      completeExceptionally(Frames.failure(stage));
    } else {
      complete(stage.join());
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    requestCancel();
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    left.complete(null);
    return cancelled;
  }

  @Override
  protected Object origin() {
    return "a shielded stage";
  }
}
