package dev.coriolis.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code javac} command of one JDK. Nothing is on its path but what the test puts there. */
record ForkedJavac(int version, Path home) {

  /** Returns one JDK for each version on this machine, from 17 on, the running one among them. */
  static List<ForkedJavac> all() {
    Map<Integer, ForkedJavac> found = new TreeMap<>();
    Path running = Path.of(System.getProperty("java.home"));
    try (Stream<Path> homes = Files.list(running.getParent())) {
      homes
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .map(home -> new ForkedJavac(versionOf(home), home))
          .filter(javac -> javac.version >= 17)
          .forEach(javac -> found.put(javac.version, javac));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    int version = Runtime.version().feature();
    found.put(version, new ForkedJavac(version, running));
    return List.copyOf(found.values());
  }

  /** Every JDK has a file {@code release} with this line. */
  private static int versionOf(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException unreadable) {
      return 0; // not a JDK that can be asked
    }
  }

  /** Runs it, and returns what it printed; what it printed starts with its exit code if not 0. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(home.resolve("bin/javac").toString(), "-J-Duser.language=en"));
    command.addAll(arguments);
    Path output = Files.createTempFile("javac", ".txt");
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("javac did not end: " + command);
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? text : process.exitValue() + ": " + text;
    } finally {
      Files.delete(output);
    }
  }

  /** Copies classes without {@code META-INF}, so that javac finds no plugin there. */
  static Path withoutServices(Path classes, Path target) throws IOException {
    Files.walkFileTree(classes, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
          throws IOException {
        if (directory.endsWith("META-INF")) {
          return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectories(target.resolve(classes.relativize(directory).toString()));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.copy(file, target.resolve(classes.relativize(file).toString()));
        return FileVisitResult.CONTINUE;
      }
    });
    return target;
  }

  @Override
  public String toString() {
    return "javac " + version;
  }
}
