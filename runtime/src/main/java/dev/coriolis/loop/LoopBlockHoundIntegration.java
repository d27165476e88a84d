package dev.coriolis.loop;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound, where it is installed, that nothing may block the threads of event loops.
 *
 * <pre>{@code
 * BlockHound.install(); // first thing in the tests; it finds this class by itself
 * }</pre>
 *
 * <p>A coroutine that blocks then fails with a {@code BlockingOperationError}, and its stack trace has
 * the call. From JDK 13 on the JVM needs {@code -XX:+AllowRedefinitionToAddDeleteMethods}.
 */
public final class LoopBlockHoundIntegration implements BlockHoundIntegration {
  private static final String RESOLVER = "dev.coriolis.http.client.Resolver";
  private static final String SPIN_LOCK = "dev.coriolis.sync.SpinLock";

  /** Creates it. Called by BlockHound. */
  public LoopBlockHoundIntegration() {}

  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder
        .nonBlockingThreadPredicate(others -> others.or(LoopThread.class::isInstance))
        // Hand work to threads that may block: their locks are held for a few instructions.
        .allowBlockingCallsInside(OffloadPool.class.getName(), "run")
        .allowBlockingCallsInside(OffloadPool.class.getName(), "release")
        .allowBlockingCallsInside(RESOLVER, "resolve")
        .allowBlockingCallsInside(RESOLVER, "close")
        // Looks again at a lock that is held for a few instructions.
        .allowBlockingCallsInside(SPIN_LOCK, "contend")
        // Looks out for tasks, and for no longer than it may.
        .allowBlockingCallsInside(AdaptiveSpin.class.getName(), "spin")
        // The JDK reads a file of its own, once, when the first socket is made.
        .allowBlockingCallsInside("sun.net.NetProperties", "loadDefaultProperties")
        // Begins and wakes the thread that watches the loops.
        .allowBlockingCallsInside(LoopMonitor.class.getName(), "add")
        .allowBlockingCallsInside(LoopMonitor.class.getName(), "remove")
        .allowBlockingCallsInside(LoopMonitor.class.getName(), "wake");
  }
}
