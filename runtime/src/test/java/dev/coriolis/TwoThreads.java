package dev.coriolis;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets this thread and another one begin something at the same time. */
final class TwoThreads implements AutoCloseable {
  private final CyclicBarrier start = new CyclicBarrier(2);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  /** Runs both at the same time; returns what the first returned. */
  <T> T race(Callable<T> here, Runnable there) throws Exception {
    Future<?> ended = other.submit(() -> {
      start.await();
      there.run();
      return null;
    });
    start.await();
    T result = here.call();
    ended.get(30, TimeUnit.SECONDS);
    return result;
  }

  @Override
  public void close() {
    other.shutdownNow();
  }
}
