package dev.coriolis.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The threads on which the JVM handles signals: each signal has one, and it lives as long as the
 * shutdown that it begins or waits for.
 *
 * <p>There is no public way to be told of a signal. These threads are public, and so are their names; a
 * JVM that names them otherwise just does not tell of a second signal.
 */
record SignalHandlers(List<String> signals) {
  private static final String SUFFIX = " handler";

  /** POSIX: 128 and the number of the signal. */
  private static final Map<String, Integer> EXIT_CODES =
      Map.of("SIGHUP", 129, "SIGINT", 130, "SIGTERM", 143);

  /** Returns those that there are now. */
  static SignalHandlers now() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group.activeCount() * 2 + 16];
    group.enumerate(threads);
    return new SignalHandlers(Arrays.stream(threads)
        .filter(Objects::nonNull)
        .map(Thread::getName)
        .filter(name -> name.startsWith("SIG") && name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList());
  }

  boolean areMoreThan(SignalHandlers earlier) {
    return signals.size() > earlier.signals.size();
  }

  /** Returns the exit code of a process that one of these signals has ended. */
  int exitCode() {
    return signals.stream()
        .mapToInt(signal -> EXIT_CODES.getOrDefault(signal, 1))
        .findFirst()
        .orElse(1);
  }
}
