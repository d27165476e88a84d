package dev.coriolis.corpus;

import dev.coriolis.Generator;
import dev.coriolis.ThreadGenerator;
import java.util.function.Supplier;

/** Begins a generator: where it is not woven, its body runs in a thread of its own. */
public final class Begin {
  public static <Y, S> Generator<Y, S> generator(Supplier<Generator<Y, S>> call) {
    return new ThreadGenerator<>(call);
  }
}
