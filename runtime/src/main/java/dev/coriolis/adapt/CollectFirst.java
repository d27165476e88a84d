package dev.coriolis.adapt;

import java.util.function.Function;
import java.util.function.Supplier;

/** The stage of a publisher's first element, or of what stands for none. */
final class CollectFirst<T, R> extends Collect<T, R> {
  private final Function<? super T, ? extends R> one;
  private final Supplier<? extends R> none;

  CollectFirst(Function<? super T, ? extends R> one, Supplier<? extends R> none) {
    this.one = one;
    this.none = none;
  }

  @Override
  void request(Upstream from) {
    from.requestOne();
  }

  @Override
  void take(T element) {
    found(one.apply(element));
  }

  @Override
  R end() {
    return none.get();
  }
}
