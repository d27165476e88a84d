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
import java.util.concurrent.atomic.AtomicInteger;
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

  /** How many loops have not ended. */
  private final AtomicInteger loops;

  /** Creates the pool of so many loops. */
  OffloadPool(LoopOptions options, int loops) {
    this.owner = options.name();
    this.workers = new Workers(owner, options.offloadLimit());
    this.loops = new AtomicInteger(loops);
  }

  /** Runs the work once a thread is free. */
  void run(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException e) {
      throw new RejectedExecutionException("the event loop " + owner + " is closed", e);
    }
  }

  /**
   * Says that a loop has ended. With the last one, the pool refuses more work, cancels what waits and
   * interrupts what runs. Does not wait.
   */
  void release() {
    if (loops.decrementAndGet() > 0) {
      return;
    }
    for (Runnable dropped : workers.shutdownNow()) {
      if (dropped instanceof Future<?> result) {
        result.cancel(true);
      }
    }
  }

  /** Waits until all work has ended, if the last loop has; reports what has not in time. */
  void join(Duration grace) throws InterruptedException {
    if (!workers.isShutdown() || workers.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
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
