package dev.coriolis.testprograms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A main class in a JVM of its own, with the class path of this one, and its output in a file. */
public final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * What stands before the command, where this machine has it. A script starts what runs in its
   * background with SIGINT ignored, and a JVM keeps to that.
   */
  private static final List<String> WITH_DEFAULT_SIGNALS = withDefaultSignals();

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the class; its output goes to a file in the directory. */
  public static ChildJvm start(Path directory, Class<?> main, String... arguments)
      throws IOException {
    return start(directory, List.of(), main, arguments);
  }

  /** Starts the class with options of the JVM. */
  public static ChildJvm start(
      Path directory, List<String> options, Class<?> main, String... arguments) throws IOException {
    Path output = Files.createTempFile(directory, "child", ".log");
    List<String> command = new ArrayList<>(WITH_DEFAULT_SIGNALS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    return new ChildJvm(process, output);
  }

  /** GNU's env can do it since coreutils 8.31; those of BusyBox and macOS cannot. */
  private static List<String> withDefaultSignals() {
    try {
      Process nothing = new ProcessBuilder("env", "--default-signal", "true").start();
      return nothing.waitFor() == 0 ? List.of("env", "--default-signal") : List.of();
    } catch (IOException noEnv) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Returns what it has written so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Waits until it has written a text. */
  public void awaitOutput(String text) throws IOException {
    long start = System.nanoTime();
    while (!output().contains(text)) {
      if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("waited for \"" + text + "\" in: " + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Sends a signal, such as {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
      throw new AssertionError("cannot send " + name + ": " + kill.exitValue());
    }
  }

  /** Waits for its end and returns its exit code. */
  public int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end: " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
