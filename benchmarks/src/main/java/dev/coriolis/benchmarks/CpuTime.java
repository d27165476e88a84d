package dev.coriolis.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of processes, in user and system mode together, with the time that passed meanwhile.
 *
 * @param cpuMillis the CPU time of all threads, JIT compiler and garbage collector included
 * @param wallNanos a point in time, or the time between two of them
 */
record CpuTime(long cpuMillis, long wallNanos) {
  /** proc(5): times in the file are in this unit on every Linux. */
  private static final long MILLIS_PER_TICK = 10;

  /** proc(5): {@code cutime} and {@code cstime}, counted from the field behind the name. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /**
   * Returns what all children of this process that have ended took.
   *
   * <p>Not {@code ProcessHandle.info()}: it knows nothing of a process any more that has ended.
   */
  static CpuTime ofEndedChildren() throws IOException {
    String status = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
    // The name of the command is in parentheses, and may have blanks.
    String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    return new CpuTime(ticks * MILLIS_PER_TICK, System.nanoTime());
  }

  /** Returns how busy the machine was in the last minute: the number of threads that ran or waited to. */
  static String loadAverage() throws IOException {
    return Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8).split(" ", -1)[0];
  }

  CpuTime since(CpuTime start) {
    return new CpuTime(cpuMillis - start.cpuMillis, wallNanos - start.wallNanos);
  }

  double cpuSeconds() {
    return cpuMillis / 1e3;
  }

  double wallSeconds() {
    return wallNanos / 1e9;
  }
}
