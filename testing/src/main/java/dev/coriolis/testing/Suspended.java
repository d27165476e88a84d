package dev.coriolis.testing;

import dev.coriolis.CoroutineDump;
import dev.coriolis.Coroutines;
import dev.coriolis.Tracking;

/** The coroutines of one loop that are suspended. Needs {@link Tracking} from their start. */
final class Suspended {
  private Suspended() {}

  /** Returns those of the loop that calls itself so. */
  static CoroutineDump on(String loop) {
    return new CoroutineDump(Coroutines.dump().coroutines().stream()
        .filter(each -> loop.equals(each.dispatcher()))
        .toList());
  }
}
