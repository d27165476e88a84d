package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line of each JDK on this machine, with warnings as errors. */
class ForkedJavacTest {
  @TempDir
  Path folder;

  private Path classes;
  private String runtime;
  private String processorPath;

  static Stream<ForkedJavac> javac() {
    return ForkedJavac.all().stream();
  }

  @BeforeEach
  void createFolders() throws IOException {
    classes = Files.createDirectories(folder.resolve("classes"));
    Path tests = Locations.of(ForkedJavacTest.class);
    Path main = Locations.of(CoroutineProcessor.class);
    runtime = runtimeAlone(tests).toString();
    List<String> path = new ArrayList<>();
    path.add(ForkedJavac.withoutServices(main, folder.resolve("processor")).toString());
    path.add(tests.toString());
    Stream.of(Locations.classPath().split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).equals(main) && entry.endsWith(".jar"))
        .forEach(path::add);
    processorPath = String.join(File.pathSeparator, path);
  }

  @ParameterizedTest
  @MethodSource("javac")
  void weavesWithTheProcessorAlone(ForkedJavac javac) throws Exception {
    Path source = source("src/shop/Shop.java", Sources.SHOP);

    String output = javac.run(options("-cp", runtime, source.toString()));

    assertThat(output).isEmpty();
    assertThat(isMarked("shop/Shop")).isTrue();
    assertThat(isMarked("shop/Shop$Plain$1")).isTrue();
    assertThat(classes.resolve("shop/Shop$$frame.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void leavesClassesWithoutCoroutinesByteForByte(ForkedJavac javac) throws Exception {
    Path source = source("src/shop/Shop.java", Sources.SHOP);
    assertThat(javac.run(
            List.of("-d", classes.toString(), "-proc:none", "-cp", runtime, source.toString())))
        .isEmpty();
    byte[] plain = Files.readAllBytes(classes.resolve("shop/Shop$Plain.class"));

    javac.run(options("-cp", runtime, source.toString()));

    assertThat(isMarked("shop/Shop")).isTrue();
    assertThat(classes.resolve("shop/Shop$Plain.class")).hasBinaryContent(plain);
  }

  @ParameterizedTest
  @MethodSource("javac")
  void weavesOneModule(ForkedJavac javac) throws Exception {
    Path module = source("src/module-info.java", "module shop { requires runtime; }");
    Path source = source("src/shop/Shop.java", Sources.SHOP);

    String output = javac.run(options(
        "-Xlint:-requires-automatic",
        "-p",
        runtimeJar().toString(),
        module.toString(),
        source.toString()));

    assertThat(output).isEmpty();
    assertThat(isMarked("shop/Shop")).isTrue();
    assertThat(classes.resolve("shop/Shop$$frame.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void weavesSeveralModulesAtOnce(ForkedJavac javac) throws Exception {
    source("src/shop/module-info.java", "module shop { requires runtime; }");
    source("src/shop/shop/Shop.java", Sources.SHOP);
    source("src/till/module-info.java", "module till { requires runtime; }");
    source(
        "src/till/till/Till.java",
        Sources.SHOP.replace("package shop", "package till").replace("Shop", "Till"));

    String output = javac.run(options(
        "-Xlint:-requires-automatic",
        "-p",
        runtimeJar().toString(),
        "--module-source-path",
        folder.resolve("src").toString(),
        "-m",
        "shop,till"));

    assertThat(output).isEmpty();
    assertThat(isMarked("shop/shop/Shop")).isTrue();
    assertThat(isMarked("till/till/Till")).isTrue();
    assertThat(classes.resolve("till/till/Till$$frame.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void writesJobsInModulesThatCannotNameGenerated(ForkedJavac javac) throws Exception {
    Path module = source("src/module-info.java", "module shop { requires runtime; exports shop; }");
    Path source = source("src/shop/Foo.java", """
        package shop;
        import dev.coriolis.schedule.Every;
        import java.util.concurrent.CompletionStage;
        /** Ticks. */
        public class Foo {
          /** Creates it. */
          public Foo() {}
          @Every("1s") CompletionStage<Void> tick() { return null; }
        }
        """);

    String output = javac.run(options(
        "-Xlint:-requires-automatic,-requires-transitive-automatic,-exports",
        "-p",
        runtimeJar().toString(),
        module.toString(),
        source.toString()));

    assertThat(output).isEmpty();
    assertThat(classes.resolve("shop/FooJobs.java")).content().doesNotContain("Generated");
  }

  @ParameterizedTest
  @MethodSource("javac")
  void reportsSourceOutputThatTakesNothing(ForkedJavac javac) throws Exception {
    Files.writeString(classes.resolve("shop"), "a file where the folder of the package should be");
    Path source = source("src/shop/Foo.java", """
        package shop;
        class Foo {
          @dev.coriolis.schedule.Every("1s")
          java.util.concurrent.CompletionStage<Void> tick() { return null; }
        }
        """);

    String output = javac.run(options("-cp", runtime, source.toString()));

    assertThat(output)
        .contains("Foo.java:2: error: [GeneratedSourceUnwritable] FooJobs cannot be written");
  }

  @ParameterizedTest
  @MethodSource("javac")
  void saysSoWhereJavacIsOutOfReach(ForkedJavac javac) throws Exception {
    Path source = source("src/shop/Shop.java", Sources.SHOP);

    String output = javac.run(options("-Awrap", "-cp", runtime, source.toString()));

    assertThat(output).startsWith("1: ").contains("error: [JavacUnreachable]");
  }

  @ParameterizedTest
  @MethodSource("javac")
  void findsProcessorAndPluginOnTheProcessorPath(ForkedJavac javac) throws Exception {
    Path source = source("src/shop/Shop.java", Sources.SHOP);
    String path = Locations.of(CoroutineProcessor.class) + File.pathSeparator + processorPath;

    String output = javac.run(List.of(
        "-d",
        classes.toString(),
        "-Xlint:all",
        "-Werror",
        "-processorpath",
        path,
        "-cp",
        runtime,
        source.toString()));

    assertThat(output).isEmpty();
    assertThat(classes.resolve("shop/Shop$$price.class")).exists();
    assertThat(classes.resolve("shop/Shop$Nested$$price.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("javac")
  void worksFromTheClassPathOrSaysWhyNot(ForkedJavac javac) throws Exception {
    Path source = source("src/shop/Shop.java", Sources.SHOP);
    String path = String.join(
        File.pathSeparator,
        runtime,
        Locations.of(CoroutineProcessor.class).toString(),
        processorPath);

    String output = javac.run(List.of("-d", classes.toString(), "-cp", path, source.toString()));

    if (javac.version() < 23) {
      assertThat(output).doesNotContain("error");
    } else {
      assertThat(output).startsWith("1: ").contains("Shop.java:16: error: [ProcessorDidNotRun]");
    }
  }

  private List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:all", "-Werror"));
    options.addAll(List.of("-processorpath", processorPath));
    options.addAll(List.of("-processor", MarkingProcessor.class.getName()));
    options.addAll(List.of(more));
    return options;
  }

  private Path source(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private boolean isMarked(String name) throws IOException {
    return MarkingWeaver.isMarked(Files.readAllBytes(classes.resolve(name + ".class")));
  }

  /** Only the stand-ins: the class path of a user has no processor on it. */
  private Path runtimeAlone(Path tests) throws IOException {
    Path target = folder.resolve("runtime");
    Path types = tests.resolve("dev/coriolis");
    Files.createDirectories(target.resolve("dev/coriolis/schedule"));
    for (String name : List.of(
        "Coroutine", "Coroutines", "schedule/Every", "schedule/Jobs", "schedule/Scheduler")) {
      Files.copy(types.resolve(name + ".class"), target.resolve("dev/coriolis/" + name + ".class"));
    }
    return target;
  }

  private Path runtimeJar() throws IOException {
    return JarOf.folder(Path.of(runtime), folder.resolve("runtime.jar"));
  }
}
