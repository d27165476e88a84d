package dev.coriolis.processor;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes of this build are. */
public final class Locations {
  private Locations() {}

  /** Returns the class path of the tests, which has all that the processor needs. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Returns the folder or jar that a class is in. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
