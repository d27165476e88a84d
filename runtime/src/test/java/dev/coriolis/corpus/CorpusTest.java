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
 * <p>A corpus class has a {@code static void run(Stages)}. To add a case, add a file.
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
      String title, List<String> names, Corpus woven, Corpus blocking) {
    Stream<DynamicTest> tests = names.stream()
        .flatMap(name -> Stream.of(Mode.values())
            .map(mode ->
                dynamicTest(name + ", " + mode, () -> compare(name, mode, woven, blocking))));
    return dynamicContainer(title, tests.onClose(() -> close(woven, blocking)));
  }

  private static void compare(String name, Mode mode, Corpus woven, Corpus blocking)
      throws Exception {
    String expected = blocking.run(name, new Stages(mode, COMPLETER));

    assertThat(woven.run(name, new Stages(mode, COMPLETER))).isEqualTo(expected);
    assertThat(expected).doesNotContain("VerifyError").contains("= ");
  }

  private static void close(Corpus... all) {
    for (Corpus corpus : all) {
      corpus.close();
    }
  }
}
