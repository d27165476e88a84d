package dev.coriolis.loop;

import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Suspensions;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How the language sees an event loop. */
final class LoopDispatcher implements Dispatcher {
  private final EventLoop loop;
  private final Turns turns;

  LoopDispatcher(EventLoop loop, Turns turns) {
    this.loop = loop;
    this.turns = turns;
    // Now, and not at the first suspension: it may have to be set up.
    Suspensions.areTracked();
  }

  @Override
  public void dispatch(Runnable resumption) {
    turns.dispatch(resumption);
  }

  @Override
  public void defer(Runnable task) {
    turns.defer(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return loop.schedule(delay, task);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public boolean isOverdue() {
    return turns.isOverdue();
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    return loop.launch(coroutine);
  }

  @Override
  public void offload(Runnable work) {
    loop.offload(work);
  }

  @Override
  public Failures failures() {
    return loop.failures();
  }

  /** Returns the name of the loop. */
  @Override
  public String toString() {
    return loop.name();
  }
}
