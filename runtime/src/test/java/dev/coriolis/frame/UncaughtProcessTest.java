package dev.coriolis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs a program that ends right after its failures, and has no logging backend. */
class UncaughtProcessTest {

  private static String classPathWithoutBackend() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("logback"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void failuresReachTheErrorStreamBeforeTheProcessEnds() throws Exception {
    String output = Jvm.runOn(classPathWithoutBackend(), Unseen.class);

    assertThat(output)
        // With a line where its first turn took so long that it had to give way.
        .containsPattern(
            "the coroutine dev\\.coriolis\\.frame\\.Unseen\\.outer(\\(.*\\))? failed, and nobody looked")
        .containsOnlyOnce("IllegalStateException: lost on a loop")
        .contains("the coroutine dev.coriolis.frame.Unseen.outer(Unseen.java:")
        .containsOnlyOnce("IllegalStateException: lost at the end of the process")
        .contains("at coroutine.stack(awaited by)");
  }

  @Test
  void tracesCanBeSwitchedOff() throws Exception {
    String output = Jvm.runOn(classPathWithoutBackend(), Unseen.class, "-Dcoriolis.traces=false");

    assertThat(output)
        .contains("IllegalStateException: lost at the end of the process")
        .doesNotContain("coroutine.stack");
  }
}
