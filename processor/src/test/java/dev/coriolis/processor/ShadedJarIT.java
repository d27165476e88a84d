package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar that users put on the processor path, and nothing with it. */
class ShadedJarIT {
  private static final Path JAR = Path.of(System.getProperty("coriolis.jar"));

  @TempDir
  Path folder;

  static Stream<ForkedJavac> javac() {
    return ForkedJavac.all().stream();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void worksAloneOnTheProcessorPath(ForkedJavac javac) throws Exception {
    Path source = Files.writeString(folder.resolve("Foo.java"), """
        import static dev.coriolis.Coroutines.*;
        import dev.coriolis.*;
        import dev.coriolis.schedule.*;
        import java.util.concurrent.*;
        class Foo {
          @Every("1s") @Coroutine CompletionStage<Void> tick(){
            await(done());
            return done();
          }
          Jobs jobs() { return new FooJobs(this); }
        }
        """);

    String output = javac.run(compile(source));

    assertThat(output).isEmpty();
    assertThat(folder.resolve("FooJobs.class")).exists();
    assertThat(folder.resolve("Foo$$tick.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void checksCoroutines(ForkedJavac javac) throws Exception {
    Path source = Files.writeString(folder.resolve("Foo.java"), """
        class Foo {
          @dev.coriolis.Coroutine void tick() { }
        }
        """);

    String output = javac.run(compile(source));

    assertThat(output).startsWith("1: ").contains("Foo.java:2: error: [WrongReturnType]");
  }

  @Test
  void weavesFromTheCommandLine() throws Exception {
    Path source = Files.writeString(folder.resolve("Foo.java"), """
        import static dev.coriolis.Coroutines.*;
        class Foo {
          @dev.coriolis.Coroutine java.util.concurrent.CompletionStage<Void> tick() {
            await(done());
            return done();
          }
        }
        """);
    ForkedJavac javac = ForkedJavac.all().get(0);
    String stubs = Locations.of(dev.coriolis.Coroutines.class).toString();
    Path classes = folder.resolve("classes");
    javac.run(List.of("-proc:none", "-d", classes.toString(), "-cp", stubs, source.toString()));

    assertThat(java("weave", classes.toString())).isEqualTo("0: wove 1 classes in " + classes);

    assertThat(classes.resolve("Foo$$tick.class")).exists();
    assertThat(java("weave")).startsWith("2: usage: java -jar coriolis-processor.jar weave");
    assertThat(java("weave", folder.resolve("none").toString()))
        .startsWith("1: ")
        .contains("[TargetUnreachable]");
  }

  /** Runs the jar, and returns its exit code and what it printed. */
  private String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        JAR.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    int exitCode = process.waitFor();
    return exitCode + ": " + Files.readString(output).strip();
  }

  @Test
  void registersProcessorAndPlugin() throws IOException {
    assertThat(text("META-INF/services/javax.annotation.processing.Processor"))
        .isEqualToIgnoringNewLines(CoroutineProcessor.class.getName());
    assertThat(text("META-INF/services/com.sun.source.util.Plugin"))
        .isEqualToIgnoringNewLines(CoroutinePlugin.class.getName());
    assertThat(text("META-INF/gradle/incremental.annotation.processors"))
        .isEqualToIgnoringNewLines(CoroutineProcessor.class.getName() + ",isolating");
  }

  @Test
  void holdsNoClassOfAnotherNameSpace() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("dev/coriolis/processor/"))
          .anyMatch(name -> name.startsWith("dev/coriolis/processor/shaded/javapoet/"))
          .anyMatch(name -> name.startsWith("dev/coriolis/processor/shaded/asm/"));
    }
  }

  @Test
  void namesNoClassOfAnotherNameSpace() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<ZipEntry> classes = jar.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .<ZipEntry>map(entry -> entry)
          .toList();
      for (ZipEntry entry : classes) {
        String constants =
            new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(constants)
            .as(entry.getName())
            .doesNotContain("org/objectweb", "com/palantir/javapoet");
      }
    }
  }

  private List<String> compile(Path source) {
    return List.of(
        "-d",
        folder.toString(),
        "-Xlint:all",
        "-Werror",
        "-processorpath",
        JAR.toString(),
        "-cp",
        Locations.of(dev.coriolis.Coroutines.class).toString(),
        source.toString());
  }

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
