package dev.coriolis.processor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a new file in the place of an old one at once: whoever is stopped half-way leaves the old. */
final class Replacement {
  private Replacement() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  static void write(Path file, Content content) throws IOException {
    Path woven = file.resolveSibling(file.getFileName() + ".woven");
    try {
      if (Files.exists(file)) {
        // For its permissions: the new file keeps them.
        Files.copy(
            file, woven, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
      try (OutputStream out = Files.newOutputStream(woven)) {
        content.writeTo(out);
      }
      Files.move(woven, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(woven);
    }
  }
}
