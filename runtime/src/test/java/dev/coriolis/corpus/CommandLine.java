package dev.coriolis.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The jar of the processor, run as a command. */
final class CommandLine {
  private CommandLine() {}

  /** Weaves the classes below a folder. */
  static void weave(Path folder) {
    run(folder, 0);
  }

  /** Tries to weave the classes below a folder, and returns what is reported. */
  static String failToWeave(Path folder) {
    return run(folder, 1);
  }

  private static String run(Path folder, int exitCode) {
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        ProcessorJar.path(),
        "weave",
        folder.toString());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != exitCode) {
        throw new AssertionError(output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
