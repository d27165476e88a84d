package dev.coriolis.corpus;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.DispatcherThread;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Fairness;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A loop whose turns are always overdue: it suspends a coroutine at each await, also of what is done. */
final class OverdueLoop implements Dispatcher, AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Own::new);
  private final Failures failures = new Failures();
  private final AtomicInteger deferred = new AtomicInteger();

  /** The loop's thread. */
  private final class Own extends Thread implements DispatcherThread {
    private Context context = Context.of(OverdueLoop.this);

    Own(Runnable body) {
      super(body, "overdue-loop");
    }

    @Override
    public Context context() {
      return context;
    }

    @Override
    public void context(Context next) {
      context = next;
    }
  }

  /** Runs a coroutine to its end. */
  CompletableFuture<?> run(Callable<? extends CompletionStage<?>> coroutine) throws Exception {
    Fairness.turnOn();
    try {
      CompletableFuture<?> result =
          thread.submit(coroutine).get(30, TimeUnit.SECONDS).toCompletableFuture();
      result.handle((value, failure) -> failure).get(30, TimeUnit.SECONDS);
      return result;
    } finally {
      Fairness.turnOff();
    }
  }

  /** Returns how often a coroutine gave way. */
  int deferred() {
    return deferred.get();
  }

  @Override
  public void dispatch(Runnable resumption) {
    thread.execute(resumption);
  }

  @Override
  public void defer(Runnable task) {
    deferred.incrementAndGet();
    thread.execute(task);
  }

  @Override
  public boolean isOverdue() {
    return true;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("no case of the corpus waits for a time");
  }

  @Override
  public <T> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    throw new UnsupportedOperationException("no case of the corpus launches");
  }

  @Override
  public void offload(Runnable work) {
    throw new UnsupportedOperationException("no case of the corpus blocks");
  }

  @Override
  public Failures failures() {
    return failures;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
