package dev.coriolis;

import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stage of whichever of some stages wins; the others are asked to end, and it completes when they
 * have.
 *
 * <p>What a loser has got all the same goes back to where it came from, as far as that takes it back; a
 * failure of its own is not lost either.
 */
final class Race<T extends @Nullable Object, R extends @Nullable Object> extends Combined<T, R> {

  /** Says who wins. */
  enum Rule {
    /** The first that completes, either way. */
    FIRST,
    /** The first that has a value. */
    FIRST_VALUE
  }

  private final Rule rule;
  private final Function<? super CompletableFuture<T>, ? extends R> result;
  private final AtomicReference<@Nullable CompletableFuture<T>> winner = new AtomicReference<>();

  /** The result is made of the winner, which has a value. */
  Race(
      Collection<? extends CompletionStage<? extends T>> stages,
      Rule rule,
      Function<? super CompletableFuture<T>, ? extends R> result) {
    super(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("there must be a stage, of none no one can be first");
    }
    this.rule = rule;
    this.result = result;
  }

  static <T extends @Nullable Object> CompletionStage<T> between(
      Collection<? extends CompletionStage<? extends T>> stages, Rule rule) {
    return new Race<T, T>(stages, rule, CompletableFuture::join).start();
  }

  @Override
  void partEnded(CompletableFuture<T> part) {
    boolean wins = rule == Rule.FIRST || !part.isCompletedExceptionally();
    if (wins && winner.compareAndSet(null, part)) {
      Trampoline.run(() -> cancelParts(part));
    }
  }

  @Override
  void allEnded() {
    CompletableFuture<T> first = winner.get();
    for (CompletableFuture<T> part : parts()) {
      if (part != first) {
        Frames.discard(part);
      }
    }
    if (first == null || first.isCompletedExceptionally()) {
      failWithParts(first);
    } else {
      if (rule == Rule.FIRST) {
        reportLosers(first);
      }
      complete(result.apply(first));
    }
  }

  /** A loser that was cancelled and ends with a failure has failed to clean up. */
  private void reportLosers(CompletableFuture<T> first) {
    for (CompletableFuture<T> part : parts()) {
      if (part != first && part.isCompletedExceptionally()) {
        Throwable failure = Frames.failure(part);
        if (!Frames.isMereCancellation(failure)) {
          Failures.current().report("a stage that lost a race", failure);
        }
      }
    }
  }

  @Override
  public void discard() {
    CompletableFuture<T> first = winner.get();
    if (first != null) {
      Frames.discard(first);
    }
  }

  @Override
  protected Object origin() {
    return "the race of " + parts().size() + " stages";
  }
}
