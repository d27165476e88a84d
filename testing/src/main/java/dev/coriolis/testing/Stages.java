package dev.coriolis.testing;

import dev.coriolis.Coroutines;
import dev.coriolis.frame.Context;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.TestRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** Calls a method of a test class, and collects the stages of the coroutines that it hands over. */
final class Stages implements TestRunner {
  private final List<CompletionStage<?>> stages = new ArrayList<>();
  private boolean called;

  /** Calls the method on this thread, and returns the stage of the end of it all. */
  CompletionStage<?> call(Invocation<@Nullable Void> method) throws Exception {
    List<CompletionStage<?>> handedOver = Context.current()
        .with(TestRunner.class, this)
        .call(() -> {
          proceed(method);
          return closed();
        });
    // As it is: to cancel a stage that was made of it would reach no coroutine.
    return Coroutines.all(handedOver);
  }

  private static void proceed(Invocation<@Nullable Void> method) {
    try {
      method.proceed();
    } catch (Throwable failure) {
      throw Frames.<RuntimeException>unchecked(failure);
    }
  }

  private synchronized List<CompletionStage<?>> closed() {
    called = true;
    return List.copyOf(stages);
  }

  @Override
  public synchronized void waitFor(CompletableFuture<?> test) {
    if (called) {
      test.cancel(true);
      throw new IllegalStateException("a method of a test that is a coroutine was called by another"
          + " coroutine, which cannot await it: let it return a stage, and call it from the test");
    }
    stages.add(test);
  }
}
