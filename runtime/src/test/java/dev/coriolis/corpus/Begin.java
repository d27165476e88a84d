package dev.coriolis.corpus;

import dev.coriolis.Generator;
import java.util.function.Supplier;

/** Begins a generator: where it is woven, that is just the call. */
public final class Begin {
  private Begin() {}

  /** Returns the generator that {@code call} calls. */
  public static <Y, S> Generator<Y, S> generator(Supplier<Generator<Y, S>> call) {
    return call.get();
  }
}
