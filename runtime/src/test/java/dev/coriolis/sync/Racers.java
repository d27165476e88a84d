package dev.coriolis.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Threads that begin the same thing at the same time. They end with the test. */
final class Racers implements AfterEachCallback {
  private final int count;
  private final ExecutorService threads;

  /** What each of them does. */
  interface Race {
    void run(int thread) throws Exception;
  }

  Racers(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  int count() {
    return count;
  }

  /** Returns when all have ended, and throws what one of them has thrown. */
  void run(Race race) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int thread = i;
      running.add(threads.submit(() -> {
        start.await();
        race.run(thread);
        return null;
      }));
    }
    for (Future<?> each : running) {
      each.get(100, TimeUnit.SECONDS);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    threads.shutdownNow();
  }
}
