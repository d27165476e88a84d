package shop;

import dev.coriolis.frame.PublisherFrame;
import java.util.function.Supplier;

/**
 * The machine of {@code shop.Counter.prices}, line 23. It is written for people, and nobody compiles it.
 */
final class Counter$$prices extends PublisherFrame {
  Supplier source;

  Object resume() {
    switch (state()) {
      case 0:
        Supplier source = this.source;
        // from the beginning to the first await whose stage is not complete, or emit that the subscriber does not want yet
      case 1:
        // line 23: emit(await(source.get()));
        // suspended: nothing to save
        awaited = takeAwaited();
        // goes on in line 23; a failure fails the coroutine
      case 2:
        // line 23: emit(await(source.get()));
        // suspended: nothing to save
        awaited = takeAwaited();
        // goes on in line 23; a cancellation fails the coroutine
    }
  }
}
