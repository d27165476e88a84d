package dev.coriolis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs all races of this module for a short time. {@code -Dstress.mode=default} runs them for long, with
 * each way to compile them.
 */
class StressTest {
  private static final String MODE = System.getProperty("stress.mode", "short");

  private static List<String> options() {
    return MODE.equals("short")
        ? List.of(
            "-m",
            "quick",
            "-time",
            "300",
            "-iters",
            "2",
            "-f",
            "1",
            "-sc",
            "false",
            "-af",
            "NONE",
            "-jvmArgs",
            "-XX:+UseSerialGC -Xmx256m")
        : List.of("-m", MODE);
  }

  @Test
  void noRaceHasForbiddenEnd(@TempDir Path directory) throws Exception {
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(options());
    command.addAll(List.of("-r", directory.toString()));

    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.HOURS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readString(output))
        .contains("Failed tests: No matches.", "Error tests: No matches.")
        .containsPattern(
            "Results: ([0-9]+) planned; \\1 passed, 0 failed, 0 soft errs, 0 hard errs");
    assertThat(process.exitValue()).isZero();
  }
}
