package dev.coriolis.example;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and any other signal that ends the JVM, into a stage; and lets what runs come to its
 * end.
 *
 * <p>The JVM ends as soon as its shutdown hooks have, whatever other threads do. So the hook waits for
 * {@link #exit}, and sets its exit code; otherwise that would be the number of the signal.
 */
final class Interrupt {
  /** A little more than the server's grace period. */
  private static final long LONGEST_END_SECONDS = 10;

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

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

  /** Ends the JVM, when everything else has ended. */
  void exit(int code) {
    exitCode.complete(code);
    System.exit(code);
  }

  private void end() {
    if (exitCode.isDone()) {
      return; // the program ended by itself
    }
    requested.complete(null);
    int code =
        exitCode.completeOnTimeout(1, LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
    Runtime.getRuntime().halt(code);
  }
}
