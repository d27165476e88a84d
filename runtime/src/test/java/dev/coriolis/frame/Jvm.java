package dev.coriolis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own. */
public final class Jvm {
  private Jvm() {}

  /** Runs it on the class path of this JVM; returns what it has printed, to either stream. */
  public static String run(Class<?> main, String... options)
      throws IOException, InterruptedException {
    return runOn(System.getProperty("java.class.path"), main, options);
  }

  /** Runs it on a class path, and fails unless it ends with 0. */
  public static String runOn(String classPath, Class<?> main, String... options)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("jvm", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-cp", classPath, main.getName()));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
