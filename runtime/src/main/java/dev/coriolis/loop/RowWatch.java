package dev.coriolis.loop;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long one loop has been at the same row of turns.
 *
 * <p>A row ends after the turn in which its time is up, so a row that takes much longer is one turn that
 * does: the loop is blocked.
 *
 * <p><b>Threads:</b> confined to the monitor's thread.
 */
final class RowWatch {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final Turns turns;
  private final Thread thread;
  private final long blockedAfter;

  private long row;
  private long elapsed;
  private boolean worked;
  private boolean reported;

  RowWatch(Turns turns, Thread thread, Duration blockedAfter) {
    this.turns = turns;
    this.thread = thread;
    this.blockedAfter = blockedAfter.toNanos();
  }

  /**
   * Looks at the loop, so many nanoseconds after the last look; tells it if its row has used up its
   * time.
   *
   * @return whether it has
   */
  boolean look(long sinceLastLook) {
    long current = turns.row();
    worked |= current != row || Turns.isRunning(current);
    if (current != row || !Turns.isRunning(current)) {
      row = current;
      elapsed = 0;
      reported = false;
      return false;
    }
    elapsed += sinceLastLook;
    if (elapsed > blockedAfter && !reported) {
      reported = true;
      report();
    }
    turns.endRow(current);
    return true;
  }

  /** Returns whether the loop did anything between the last call and the last look. */
  boolean hasWorked() {
    boolean result = worked;
    worked = false;
    return result;
  }

  private void report() {
    if (isDebugged(ManagementFactory.getRuntimeMXBean().getInputArguments())) {
      return;
    }
    Throwable stack = new ThreadStack(thread);
    LOG.warn(
        "the event loop {} has been blocked for {} ms by one turn; everything else on it waits."
            + " Move what blocks into Coroutines.offload",
        thread.getName(),
        Duration.ofNanos(elapsed).toMillis(),
        stack);
  }

  /** A breakpoint blocks too. */
  static boolean isDebugged(List<String> argumentsOfTheJvm) {
    return argumentsOfTheJvm.stream()
        .anyMatch(argument -> argument.startsWith("-agentlib:jdwp")
            || argument.startsWith("-agentpath:") && argument.contains("jdwp")
            || argument.startsWith("-Xrunjdwp")
            || argument.equals("-Xdebug"));
  }
}
