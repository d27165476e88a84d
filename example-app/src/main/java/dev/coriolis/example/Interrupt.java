package dev.coriolis.example;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and any other signal that ends the JVM, into a stage; and lets what runs come to its
 * end.
 *
 * <p>The JVM ends as soon as its shutdown hooks have, whatever other threads do. So the hook waits for
 * {@link #close}, and then sets the exit code, which would be that of the signal.
 */
final class Interrupt implements AutoCloseable {
  /** A little more than the server's grace period. */
  private static final long LONGEST_END_SECONDS = 10;

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Interrupt() {}

  static Interrupt install() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::end, "interrupt"));
    return interrupt;
  }

  /** Completes when the JVM is asked to end. */
  CompletionStage<Void> requested() {
    return requested;
  }

  private void end() {
    boolean serving = ended.getCount() > 0;
    requested.complete(null);
    try {
      boolean inTime = ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
      if (serving) {
        Runtime.getRuntime().halt(inTime ? 0 : 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that everything has ended. */
  @Override
  public void close() {
    ended.countDown();
  }
}
