package dev.coriolis.corpus;

import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged processor, for tests that compile programs. */
public final class ProcessorJar {
  private ProcessorJar() {}

  /**
   * Returns the path of the jar.
   *
   * @throws IllegalStateException if it has not been packaged
   */
  public static String path() {
    String path = System.getProperty("coriolis.processor");
    if (path == null || !Files.isRegularFile(Path.of(path))) {
      throw new IllegalStateException("the processor's jar is not at " + path
          + ": this test needs it packaged, so run mvn verify instead of mvn test");
    }
    return path;
  }
}
