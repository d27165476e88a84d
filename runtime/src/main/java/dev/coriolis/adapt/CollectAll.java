package dev.coriolis.adapt;

import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** The stage of what a collector makes of all elements of a publisher. */
final class CollectAll<T, A extends @Nullable Object, R extends @Nullable Object>
    extends Collect<T, R> {
  private final Collector<? super T, A, R> collector;

  /** Filled by one signal after the other, each of which happens before the next. */
  private final A container;

  CollectAll(Collector<? super T, A, R> collector) {
    this.collector = collector;
    this.container = collector.supplier().get();
  }

  @Override
  void request(Upstream from) {
    from.requestAll();
  }

  @Override
  void take(T element) {
    collector.accumulator().accept(container, element);
  }

  @Override
  R end() {
    return collector.finisher().apply(container);
  }
}
