package dev.coriolis.loop;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a loop to its end.
 *
 * <pre>
 *          begin                   no coroutine left, or cut
 *   OPEN ---------> DRAINING -------------------------------> ENDED
 *                   (works, for its own thread only)          (refuses everything)
 * </pre>
 *
 * <p>While it drains, sockets and timers go on, so that what was cancelled can clean up.
 *
 * <p><b>Threads:</b> any, unless a method says otherwise.
 */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** What a loop needs beyond the grace period, on a machine that is busy. */
  private static final Duration TO_END = Duration.ofSeconds(2);

  /** How far the end has come. */
  private enum Phase {
    OPEN,
    DRAINING,
    ENDED
  }

  private final LoopOptions options;
  private final NettyLoop netty;
  private final Launches launches;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);

  /** Cuts what does not end in time. Confined to the loop. */
  private @Nullable Future<?> cut;

  Closing(LoopOptions options, NettyLoop netty, Launches launches) {
    this.options = options;
    this.netty = netty;
    this.launches = launches;
  }

  /**
   * Passes if the caller may still use the loop.
   *
   * @throws RejectedExecutionException otherwise
   */
  void requireOpen() {
    Phase now = phase.get();
    if (now == Phase.ENDED || now == Phase.DRAINING && !netty.inEventLoop()) {
      throw new RejectedExecutionException("the event loop " + options.name() + " is closed");
    }
  }

  /** Begins the end, behind what the loop has to run already; only the first call does anything. */
  void begin() {
    if (phase.compareAndSet(Phase.OPEN, Phase.DRAINING)) {
      netty.execute(() -> netty.turns().defer(this::drain));
    }
  }

  /**
   * Waits for the loop to end. One that is busy for longer than the grace period is reported and
   * interrupted, and if that does not help either, left behind.
   *
   * @param thread gives the loop's thread, which a loop that ends has
   */
  void join(Supplier<Thread> thread) throws InterruptedException {
    long patience = options.closeGrace().plus(TO_END).toMillis();
    if (!netty.terminationFuture().await(patience)) {
      report(thread.get(), "is interrupted, because its thread is busy");
      thread.get().interrupt();
    }
    if (netty.terminationFuture().await(patience)) {
      thread.get().join();
    } else {
      report(thread.get(), "is left behind, because its thread ignores the interrupt");
    }
  }

  private void report(Thread thread, String what) {
    Throwable stack = new ThreadStack(thread);
    LOG.warn("the event loop {} was closed, and {}", options.name(), what, stack);
  }

  private void drain() {
    cut = netty.schedule(this::cut, options.closeGrace().toNanos(), TimeUnit.NANOSECONDS);
    launches.cancelAll(this::drained);
  }

  private void cut() {
    if (phase.get() == Phase.DRAINING) {
      LOG.warn(
          "the event loop {} was closed, but coroutines have not ended for {}, and are cut: {}",
          options.name(),
          options.closeGrace(),
          launches.describe());
      drained();
    }
  }

  private void drained() {
    if (phase.compareAndSet(Phase.DRAINING, Phase.ENDED)) {
      netty.execute(this::end);
    }
  }

  private void end() {
    if (cut != null) {
      cut.cancel(false);
    }
    netty.closeSockets();
    // No quiet period: whatever is still queued, the executor runs it before it ends.
    netty.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
