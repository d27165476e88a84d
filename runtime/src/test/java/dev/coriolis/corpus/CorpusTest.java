package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coriolis.corpus.KotlinCompiler.Lambdas;
import dev.coriolis.corpus.Stages.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each source under {@code src/test/resources/corpus} woven and with an {@code await} that
 * blocks, and compares what they did.
 *
 * <p>A corpus class has a {@code static void run(Stages)} that begins each of its cases by name. To add cases,
 * add a file.
 */
class CorpusTest {
  private static final ScheduledExecutorService COMPLETER =
      Executors.newSingleThreadScheduledExecutor();

  @AfterAll
  static void close() {
    COMPLETER.shutdownNow();
  }

  @TestFactory
  Stream<DynamicNode> wovenDoesWhatBlockingDoes(@TempDir Path directory) {
    return Stream.of(17, 21, 25).map(release -> cases(release, directory, "-g"));
  }

  /** Without line numbers and names of variables; the types of variables are always there. */
  @TestFactory
  Stream<DynamicNode> wovenDoesWhatBlockingDoesWithoutDebugInformation(@TempDir Path directory) {
    return Stream.of(cases(17, directory, "-g:none"));
  }

  /** Eclipse's compiler numbers its lambdas, and leaves out a {@code dup} where javac has one. */
  @TestFactory
  Stream<DynamicNode> classesOfEclipseWovenFromTheCommandLineDoWhatBlockingDoes(
      @TempDir Path directory) {
    return Stream.of("-g", "-g:none").map(option -> {
      Path place = directory.resolve(option.replace(':', '-'));
      Corpus woven = Corpus.wovenAfterEclipse(place.resolve("woven"), option);
      return compared(
          "ECJ " + option, Corpus.names(17), woven, Corpus.blocking(place.resolve("blocking"), 17));
    });
  }

  @TestFactory
  Stream<DynamicNode> classesOfKotlinWovenFromTheCommandLineDoWhatBlockingDoes(
      @TempDir Path directory) throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Lambdas lambdas : Lambdas.values()) {
      KotlinCorpus corpus = KotlinCorpus.compile(directory.resolve(lambdas.name()), lambdas);
      nodes.add(compared(
          "Kotlin, lambdas " + lambdas, KotlinCorpus.names(), corpus.woven(), corpus.blocking()));
    }
    return nodes.stream();
  }

  private static DynamicNode cases(int release, Path directory, String option) {
    String title = "--release " + release + " " + option;
    if (release > Runtime.version().feature()) {
      return dynamicTest(
          title + " " + Corpus.names(release), () -> assumeTrue(false, "needs JDK " + release));
    }
    Path place = directory.resolve(release + option.replace(':', '-'));
    Corpus woven = Corpus.woven(place.resolve("woven"), release, option);
    return compared(
        title, Corpus.names(release), woven, Corpus.blocking(place.resolve("blocking"), release));
  }

  private static DynamicNode compared(
      String title, List<String> programs, Corpus woven, Corpus blocking) {
    Stream<DynamicNode> nodes = programs.stream()
        .flatMap(program -> Stream.of(Mode.values())
            .map(mode -> dynamicContainer(
                program + ", " + mode,
                // Not before the container is reached: it runs the program.
                Stream.of(mode).flatMap(each -> cases(program, each, woven, blocking)))));
    return dynamicContainer(title, nodes.onClose(() -> close(woven, blocking)));
  }

  /** Runs a program in both forms; returns a test for each of its cases. */
  private static Stream<DynamicTest> cases(
      String program, Mode mode, Corpus woven, Corpus blocking) {
    List<String> expected = blocking.cases(program, new Stages(mode, COMPLETER));
    List<String> actual = woven.cases(program, new Stages(mode, COMPLETER));
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(expected).anyMatch(trace -> trace.contains("= "));
    return IntStream.range(0, expected.size())
        .mapToObj(i -> compared(expected.get(i), actual.get(i)));
  }

  private static DynamicTest compared(String expected, String actual) {
    String name = expected.substring(0, expected.indexOf(": "));
    return dynamicTest(name, () -> {
      assertThat(actual).isEqualTo(expected);
      assertThat(expected).doesNotContain("VerifyError");
    });
  }

  private static void close(Corpus... all) {
    for (Corpus corpus : all) {
      corpus.close();
    }
  }
}
