package dev.coriolis;

import dev.coriolis.frame.Frames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stage of all values of some stages; completes when the last of them has. */
final class All<T extends @Nullable Object, R extends @Nullable Object> extends Combined<T, R> {
  private final Function<? super List<T>, ? extends R> result;

  private All(
      Collection<? extends CompletionStage<? extends T>> stages,
      Function<? super List<T>, ? extends R> result) {
    super(stages);
    this.result = result;
  }

  static <T extends @Nullable Object> CompletionStage<List<T>> of(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return new All<T, List<T>>(stages, Collections::unmodifiableList).start();
  }

  static <K extends @Nullable Object, T extends @Nullable Object> CompletionStage<Map<K, T>> of(
      Map<? extends K, ? extends CompletionStage<? extends T>> stages) {
    List<K> keys = new ArrayList<>(stages.keySet());
    return new All<T, Map<K, T>>(stages.values(), values -> map(keys, values)).start();
  }

  private static <K extends @Nullable Object, T extends @Nullable Object> Map<K, T> map(
      List<K> keys, List<T> values) {
    Map<K, T> map = new LinkedHashMap<>();
    Iterator<T> next = values.iterator();
    for (K key : keys) {
      map.put(key, next.next());
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  void allEnded() {
    if (parts().stream().anyMatch(CompletableFuture::isCompletedExceptionally)) {
      if (isCancelRequested()) {
        discard();
      }
      failWithParts(null);
      return;
    }
    List<T> values = new ArrayList<>(parts().size());
    for (CompletableFuture<T> part : parts()) {
      values.add(part.join());
    }
    complete(result.apply(values));
  }

  /** A lock or an element that nobody is going to use goes back to where it came from. */
  @Override
  public void discard() {
    parts().forEach(Frames::discard);
  }

  @Override
  protected Object origin() {
    return "all of " + parts().size() + " stages";
  }
}
