package dev.coriolis.corpus;

import dev.coriolis.BlockingPublisher;
import dev.coriolis.Generator;
import dev.coriolis.ThreadGenerator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Begins a generator, or a publisher. Where a generator is not woven, its body runs in a thread of its own; a
 * publisher calls its subscriber, and waits for it.
 */
public final class Begin {
  public static <Y, S> Generator<Y, S> generator(Supplier<Generator<Y, S>> call) {
    return new ThreadGenerator<>(call);
  }

  public static CompletionStage<Void> publisher(Stages s, Supplier<Flow.Publisher<Object>> call) {
    s.of("ask");
    try {
      BlockingPublisher.run(call, element -> {
        s.log(element);
        s.of("ask");
      });
    } catch (Throwable e) {
      s.log("! " + e.getClass());
    }
    return CompletableFuture.completedFuture(null);
  }
}
