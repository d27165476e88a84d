package dev.coriolis.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The executable jar as a process, with its output in a file. */
final class PackagedApp implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("Open (http://\\S+?)/users");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Process process;
  private final Path output;

  private PackagedApp(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static PackagedApp start(Path directory, String... arguments) throws IOException {
    Path output = Files.createTempFile(directory, "app", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("example.jar")));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    return new PackagedApp(process, output);
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** Returns where the app listens, as it says itself. */
  String url() throws IOException {
    awaitOutput("Open http");
    Matcher matcher = URL.matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("no URL in: " + output());
    }
    return matcher.group(1);
  }

  void awaitOutput(String text) throws IOException {
    long start = System.nanoTime();
    while (!output().contains(text)) {
      if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("waited for \"" + text + "\" in: " + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  String curl(String url, String... options) throws IOException, InterruptedException {
    Process curl = startCurl(url, options);
    String answer = new String(curl.getInputStream().readAllBytes());
    if (!curl.waitFor(1, TimeUnit.MINUTES) || curl.exitValue() != 0) {
      throw new AssertionError("curl " + url + ": " + curl.exitValue() + " " + answer);
    }
    return answer;
  }

  Process startCurl(String url, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-S", "--max-time", "50"));
    command.addAll(List.of(options));
    command.add(url);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Sends SIGTERM and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the app does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
