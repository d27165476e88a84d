package dev.coriolis.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a program in order when the JVM is asked to end: by Ctrl-C or another signal, or by {@code
 * System.exit} on any thread.
 *
 * <p>The JVM ends as soon as its shutdown hooks have, whatever other threads do. So this hook cancels
 * the program and waits until it has ended. The exit code is the JVM's own: 130 for SIGINT, 143 for
 * SIGTERM. A second signal ends the JVM at once.
 *
 * <p><b>Threads:</b> the hook's and that of the program.
 */
final class JvmEnd {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** Process managers kill after 30 seconds or later. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** What the program's thread may still do behind its coroutine. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(20);

  private final Runnable cancel;
  private final EventLoop loop;
  private final Thread program = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "coriolis-shutdown");
  private final CountDownLatch over = new CountDownLatch(1);

  private JvmEnd(Runnable cancel, EventLoop loop) {
    this.cancel = cancel;
    this.loop = loop;
  }

  /** Waits for the JVM to be asked, on behalf of the calling thread. */
  static JvmEnd watch(Runnable cancel, EventLoop loop) {
    JvmEnd end = new JvmEnd(cancel, loop);
    try {
      Runtime.getRuntime().addShutdownHook(end.hook);
    } catch (IllegalStateException e) {
      // It was asked already, before there was anything to cancel.
      cancel.run();
    }
    return end;
  }

  /**
   * Says that the coroutine has ended.
   *
   * @return whether the JVM has been asked to end
   */
  boolean close() {
    over.countDown();
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void end() {
    SignalHandlers first = SignalHandlers.now();
    cancel.run();
    try {
      if (!await(first, PATIENCE, over::getCount)) {
        LOG.warn("the program has not ended {} after it was asked to, and is cut", PATIENCE);
        return;
      }
      await(first, AFTERWARDS, () -> program.isAlive() ? 1 : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How much there is to wait for. */
  private interface Rest {
    long count();
  }

  /** Returns whether there was nothing left to wait for in time. */
  private boolean await(SignalHandlers first, Duration patience, Rest rest)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (rest.count() > 0) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      if (SignalHandlers.now().areMoreThan(first)) {
        Runtime.getRuntime().halt(SignalHandlers.now().exitCode());
      }
      if (isExiting(program) || loop.thread().filter(JvmEnd::isExiting).isPresent()) {
        // It waits for us: nothing of it will go on.
        return true;
      }
      over.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      program.join(POLL.toMillis());
    }
    return true;
  }

  /** Returns whether the thread is the one that ends the JVM, or waits behind that one. */
  private static boolean isExiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(element -> element.getClassName().equals("java.lang.Shutdown"));
  }
}
