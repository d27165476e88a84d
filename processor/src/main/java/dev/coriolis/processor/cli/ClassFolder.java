package dev.coriolis.processor.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Weaves the class files below a folder. */
final class ClassFolder {
  private ClassFolder() {}

  /** Weaves all, and writes the results if there was no error. */
  static void weave(Path folder, EntryWeaver weaver) throws IOException {
    List<Map<String, byte[]>> changes = new ArrayList<>();
    for (Path file : classFiles(folder)) {
      String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
      changes.add(weaver.weave(path, Files.readAllBytes(file)));
    }
    if (!weaver.hasFailed()) {
      for (Map<String, byte[]> change : changes) {
        write(folder, change);
      }
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  /** The class comes last: a woven class without its frames would be taken for finished. */
  private static void write(Path folder, Map<String, byte[]> change) throws IOException {
    List<String> paths = new ArrayList<>(change.keySet());
    for (int i = paths.size() - 1; i >= 0; i--) {
      Replacement.write(
          folder.resolve(paths.get(i)), change.getOrDefault(paths.get(i), new byte[0]));
    }
  }
}
