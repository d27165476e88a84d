package dev.coriolis.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.corpus.ProcessorJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A program under {@code src/test/resources/debugged}, compiled with the processor.
 *
 * @param name the name of its class, without the package {@code debugged}
 * @param classes the folder of the classes
 * @param source its lines
 */
record Debugged(String name, Path classes, List<String> source) {

  /** Compiles into {@code directory}. */
  static Debugged compile(String name, Path directory) throws Exception {
    Path file =
        Path.of(Debugged.class.getResource("/debugged/" + name + ".java").toURI());
    int result = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-g",
            "-processorpath",
            ProcessorJar.path(),
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            file.toString());
    assertThat(result).isZero();
    return new Debugged(name, directory, Files.readAllLines(file));
  }

  String className() {
    return "debugged." + name;
  }
}
