package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as javac starts it by itself: from the class path, which has it in these tests. */
class CoroutinePluginTest {
  @TempDir
  Path folder;

  private Project project;

  @BeforeEach
  void createProject() throws IOException {
    project = new Project(folder);
  }

  @Test
  void failsTheBuildWhereTheProcessorDoesNotRun() throws IOException {
    project.with("Foo.java", """
        class Foo {
          @dev.coriolis.Coroutine
          java.util.concurrent.CompletionStage<Void> run() { // line 3
            return dev.coriolis.Coroutines.done();
          }
        }
        """);

    var result = project.compile(List.of("-proc:none"));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Foo.java:3 ERROR [ProcessorDidNotRun]")
        .contains(
            "<annotationProcessorPaths>", "-processorpath", "-proc:full", "annotationProcessor(");
  }

  @Test
  void failsTheBuildWhereOnlyALambdaAwaits() throws IOException {
    project.with("Foo.java", """
        import java.util.concurrent.*;
        class Foo {
          Callable<CompletionStage<Void>> run = () -> {
            dev.coriolis.Coroutines.await(null); // line 4
            return null;
          };
        }
        """);

    var result = project.compile(List.of("-proc:none"));

    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Foo.java:4 ERROR [ProcessorDidNotRun]");
  }

  @Test
  void failsTheBuildWhereOtherProcessorsAreNamed() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);

    var result = project.compile(List.of(), new SilentProcessor());

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages()).allMatch(message -> message.contains("[ProcessorDidNotRun]"));
  }

  @Test
  void acceptsSourcesWithoutCoroutines() throws IOException {
    project.with("Foo.java", "class Foo { int await() { return 1; } int i = await(); }");

    var result = project.compile(List.of("-proc:none", "-Xlint:all", "-Werror"));

    assertThat(result.messages()).isEmpty();
    assertThat(result.succeeded()).isTrue();
  }

  @Test
  void acceptsSourcesThatCannotNameCoroutines() throws IOException {
    project.with("Foo.java", "class Foo { Object await() { return await(); } }");

    var result = project.compile(
        List.of("-proc:none", "-cp", folder.toString(), "-processorpath", Locations.classPath()));

    assertThat(result.messages()).isEmpty();
  }

  @Test
  void startsWithTheProcessorThatJavacFinds() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);

    var result =
        project.compile(List.of("-Xlint:all", "-Werror", "-processorpath", Locations.classPath()));

    assertThat(result.messages()).isEmpty();
    assertThat(result.succeeded()).isTrue();
    assertThat(project.output()).contains("shop/Shop$$price.class");
  }

  @Test
  void meetsTheProcessorOfAnotherClassLoader() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);

    var result = project.compile(
        List.of("-Xlint:all", "-Werror", "-processorpath", Locations.classPath()),
        new CoroutineProcessor());

    assertThat(result.messages()).isEmpty();
    assertThat(result.succeeded()).isTrue();
    assertThat(project.output()).contains("shop/Shop$$price.class");
  }
}
