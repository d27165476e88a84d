package dev.coriolis.authtests;

import dev.coriolis.testprograms.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The programs of these tests that are written in JavaScript, with the packages that they need. For tests
 * with {@code @RequiresProgram({"node", "npm"})}.
 */
final class NodePrograms {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "provider.mjs", "browser.mjs");

  private final Path directory;

  /** Installs the packages, in exactly the versions of the lock file; no script of theirs is run. */
  NodePrograms(Path directory) throws Exception {
    this.directory = Files.createDirectories(directory);
    for (String file : FILES) {
      try (InputStream in = NodePrograms.class.getResourceAsStream("/node/" + file)) {
        Files.write(directory.resolve(file), in.readAllBytes());
      }
    }
    Path log = directory.resolve("npm.log");
    Process npm = new ProcessBuilder(
            Programs.find("npm").orElseThrow().toString(),
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm ci:\n" + Files.readString(log));
    }
  }

  Running start(String program, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(
            Programs.find("node").orElseThrow().toString(), program)
        .directory(directory.toFile())
        .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Running(program, builder.start());
  }

  /** One program that runs, with its lines. */
  static final class Running implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    private Running(String name, Process process) {
      this.name = name;
      this.process = process;
      reader = new Thread(this::read, name);
      reader.start();
    }

    private void read() {
      try (BufferedReader lines = process.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          all.add(line);
          unread.add(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Returns the next line of a kind; those before it are passed over. */
    String await(Predicate<String> kind) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (true) {
        String line = unread.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
          throw new AssertionError("waited for a line of " + name + ", which said " + all);
        }
        if (kind.test(line)) {
          return line;
        }
      }
    }

    void send(String line) throws IOException {
      Writer out = process.outputWriter();
      out.write(line + "\n");
      out.flush();
    }

    List<String> lines() {
      return all;
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      try {
        // A browser that is told to end ends its own processes.
        if (!process.waitFor(name.equals("browser.mjs") ? 20 : 0, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        reader.join(20_000);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
