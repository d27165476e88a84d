package dev.coriolis.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands of one JDK, each run in a process of its own. */
final class Jdk {
  private final Path home;

  Jdk(Path home) {
    this.home = home;
  }

  /** Returns its version, as its file {@code release} has it. */
  String version() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("release"), StandardCharsets.UTF_8)) {
      return "JDK "
          + lines
              .filter(line ->
                  line.startsWith("JAVA_RUNTIME_VERSION=") || line.startsWith("JAVA_VERSION="))
              .reduce((first, second) -> second)
              .map(line -> line.replaceAll("^.*=|\"", ""))
              .orElse("of " + home);
    }
  }

  /**
   * Compiles, and returns the CPU time of that.
   *
   * @throws IOException if javac reports anything
   */
  CpuTime compile(Candidate candidate) throws IOException, InterruptedException {
    Files.createDirectories(candidate.classes());
    Path arguments = candidate.classes().resolveSibling(candidate.classes().getFileName() + ".txt");
    Files.write(arguments, sources(candidate.sources()));
    List<String> command = new ArrayList<>(List.of(tool("javac"), "-J-Duser.language=en"));
    command.addAll(candidate.options());
    command.addAll(List.of("-d", candidate.classes().toString(), "@" + arguments));
    CpuTime before = CpuTime.ofEndedChildren();
    String output = run(command);
    CpuTime after = CpuTime.ofEndedChildren();
    if (!output.isEmpty()) {
      throw new IOException(String.join(" ", command) + " said: " + output);
    }
    return after.since(before);
  }

  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  /** Runs a main class, and returns what it printed. The JVM verifies each class that it links. */
  String run(Path classPath, Path classes, String mainClass)
      throws IOException, InterruptedException {
    return run(List.of(tool("java"), "-cp", classes + File.pathSeparator + classPath, mainClass))
        .strip();
  }

  private String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exitCode + ": " + output);
    }
    return output;
  }
}
