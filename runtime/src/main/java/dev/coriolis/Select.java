package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for the first of several sources, and goes on with its handler. */
final class Select {
  private Select() {}

  /** The handler runs as a part of this coroutine: in a turn of its loop, with the caller's context. */
  @Coroutine
  static <R extends @Nullable Object> CompletionStage<R> of(List<Branch<? extends R>> branches) {
    List<CompletableFuture<?>> sources =
        branches.stream().<CompletableFuture<?>>map(Branch::source).toList();
    CompletableFuture<?> first = await(
        new Race<@Nullable Object, CompletableFuture<?>>(sources, Race.Rule.FIRST, winner -> winner)
            .start());
    for (Branch<? extends R> branch : branches) {
      if (branch.source() == first) {
        return completedFuture(branch.handle());
      }
    }
    throw new AssertionError("no branch has the source " + first);
  }
}
