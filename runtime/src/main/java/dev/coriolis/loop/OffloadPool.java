package dev.coriolis.loop;

import dev.coriolis.frame.WorkThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that blocks, on a bounded number of threads beside the loop, or the group of loops, that
 * owns it.
 *
 * <p>Its threads begin with the work, and end when there has been none for a while.
 *
 * <p><b>Threads:</b> any.
 */
final class OffloadPool {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final Duration KEEP_IDLE = Duration.ofSeconds(10);

  private final String owner;
  private final Workers workers;

  OffloadPool(String owner, int limit) {
    this.owner = owner;
    this.workers = new Workers(owner, limit);
  }

  /** Runs the work once a thread is free. */
  void run(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException e) {
      throw new RejectedExecutionException("the event loop " + owner + " is closed", e);
    }
  }

  /** Refuses more work, cancels what waits and interrupts what runs. Does not wait. */
  void shutdown() {
    for (Runnable dropped : workers.shutdownNow()) {
      if (dropped instanceof Future<?> result) {
        result.cancel(true);
      }
    }
  }

  /** Shuts down, and waits until all work has ended; reports what has not when the time is over. */
  void close(Duration grace) throws InterruptedException {
    shutdown();
    if (workers.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      return;
    }
    for (Thread thread : workers.busy) {
      Throwable stack = new ThreadStack(thread);
      LOG.warn(
          "the event loop {} was closed, but offloaded work on {} has ignored its interrupt for {}",
          owner,
          thread.getName(),
          grace,
          stack);
    }
  }

  /** The executor, which knows who is at work. */
  private static final class Workers extends ThreadPoolExecutor {
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

    Workers(String owner, int limit) {
      super(
          limit,
          limit,
          KEEP_IDLE.toNanos(),
          TimeUnit.NANOSECONDS,
          new LinkedBlockingQueue<>(),
          WorkThreads.named(owner + "-offload-"));
      allowCoreThreadTimeOut(true);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
      busy.add(thread);
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable failure) {
      busy.remove(Thread.currentThread());
    }
  }
}
