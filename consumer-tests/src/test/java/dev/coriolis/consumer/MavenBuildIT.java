package dev.coriolis.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maven builds a project of a user, once and again. */
class MavenBuildIT {
  private static final String SHOP = "src/main/java/shop/Shop.java";
  private static final String TILL = "src/main/java/shop/Till.java";

  @TempDir
  static Path repository;

  @TempDir
  Path folder;

  private MavenProject project;

  @BeforeAll
  static void publish() throws Exception {
    MavenProject.publish(repository);
  }

  @BeforeEach
  void createProject() throws Exception {
    project = MavenProject.in(folder, repository).write(SHOP, shop("total")).write(TILL, """
        package shop;

        import static dev.coriolis.Coroutines.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;

        import dev.coriolis.Coroutine;
        import java.util.concurrent.CompletionStage;

        public class Till {
          int taken = 3;

          @Coroutine
          CompletionStage<Integer> take(CompletionStage<String> amount) {
            int before = taken;
            taken = before + Integer.parseInt(await(amount));
            return completedFuture(taken);
          }

          @Coroutine
          public static CompletionStage<Integer> run(CompletionStage<String> amount) {
            return completedFuture(await(new Till().take(amount)));
          }
        }
        """);
  }

  private static String shop(String coroutine) {
    return """
        package shop;

        import static dev.coriolis.Coroutines.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;

        import dev.coriolis.Coroutine;
        import java.util.concurrent.CompletionStage;
        import java.util.function.Function;

        public class Shop {
          @Coroutine
          static CompletionStage<String> total(CompletionStage<String> amount) {
            Function<String, CompletionStage<String>> twice =
                text -> completedFuture(text + text + await(amount));
            return completedFuture("total " + await(new Till().take(amount)) + await(twice.apply("a")));
          }

          public static CompletionStage<String> run(CompletionStage<String> amount) {
            return total(amount);
          }
        }
        """.replace("total(", coroutine + "(");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsFramesOfClassesThatWereNotTouched(boolean incremental) throws Exception {
    project.run("compile");
    Map<String, UUID> first = project.classFiles();
    touch(TILL);

    String output =
        project.run("compile", "-Dmaven.compiler.useIncrementalCompilation=" + incremental);

    assertThat(output).contains("Compiling ");
    assertThat(project.classFiles()).isEqualTo(first);
    assertThat(project.runLinked("shop.Shop", "4")).isEqualTo("total 7aa4");
  }

  @Test
  void leavesNoFrameOfACoroutineThatWasRenamed() throws Exception {
    project.run("compile");
    assertThat(project.classFiles()).containsKey("shop/Shop$$total.class");

    project.write(SHOP, shop("sum")).run("compile");

    assertThat(project.classFiles())
        .containsKeys("shop/Shop$$sum.class", "shop/Till$$take.class")
        .doesNotContainKey("shop/Shop$$total.class");
    assertThat(project.runLinked("shop.Shop", "4")).isEqualTo("total 7aa4");
  }

  @Test
  void compilesNothingWhereNothingChanged() throws Exception {
    project.run("compile");

    assertThat(project.run("compile")).contains("Nothing to compile");
  }

  @Test
  void writesTheSameBytesAgain() throws Exception {
    project.run("compile");
    Map<String, UUID> first = project.classFiles();
    try (Stream<Path> files = Files.walk(folder.resolve("target"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }

    project.run("compile");

    assertThat(first).containsKeys("shop/Shop$$total.class", "shop/Till$$run.class");
    assertThat(project.classFiles()).isEqualTo(first);
  }

  /** Later than any class file, so that no clock has to go on before. */
  private void touch(String path) throws Exception {
    Path file = folder.resolve(path);
    long written = Files.getLastModifiedTime(file).toMillis();
    Files.setLastModifiedTime(file, FileTime.fromMillis(written + 60_000));
  }
}
