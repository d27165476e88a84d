package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a coroutine for each item, a limited number of them at a time: as many workers in a scope, each of
 * which takes the next item when it has done with one.
 */
final class Each<T extends @Nullable Object, R extends @Nullable Object> {
  private final @Nullable Object[] items;
  private final @Nullable Object[] results;
  private final int limit;
  private final Function<? super T, ? extends CompletionStage<? extends R>> coroutine;
  private final AtomicInteger next = new AtomicInteger();

  /** Whether a coroutine has failed: then no other one is started. */
  private volatile boolean failed;

  Each(
      Collection<? extends T> items,
      int limit,
      Function<? super T, ? extends CompletionStage<? extends R>> coroutine) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive, was " + limit);
    }
    this.items = items.toArray();
    this.results = new @Nullable Object[this.items.length];
    this.limit = limit;
    this.coroutine = coroutine;
  }

  @Coroutine
  CompletionStage<List<R>> run() {
    try (Scope scope = Scope.open()) {
      for (int worker = 0; worker < limit && next.get() < items.length && !failed; worker++) {
        scope.fork(this::work);
      }
      await(scope.join());
    }
    return completedFuture(list());
  }

  @Coroutine
  private CompletionStage<Void> work() {
    for (int i = next.getAndIncrement(); i < items.length && !failed; i = next.getAndIncrement()) {
      try {
        results[i] = await(coroutine.apply(item(i)));
      } catch (Throwable failure) {
        failed = true;
        throw failure;
      }
    }
    return done();
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the array was made of a collection of them
  private T item(int index) {
    return (T) items[index];
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // each is the value of a stage of R
  private List<R> list() {
    return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
  }
}
