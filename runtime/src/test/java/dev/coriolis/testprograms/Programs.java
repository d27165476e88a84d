package dev.coriolis.testprograms;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds installed programs. */
public final class Programs {
  private Programs() {}

  /** Returns the path of a program, on {@code PATH} or where Debian keeps its servers. */
  public static Optional<Path> find(String name) {
    return find(name, System.getenv());
  }

  static Optional<Path> find(String name, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }
}
