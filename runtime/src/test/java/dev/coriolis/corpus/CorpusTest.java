package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.corpus.Stages.Mode;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each source under {@code src/test/resources/corpus} woven and with an {@code await} that
 * blocks, and compares what they did.
 *
 * <p>A corpus class has a {@code static void run(Stages)}. To add a case, add a file.
 */
class CorpusTest {
  private static ScheduledExecutorService completer;
  private static Corpus woven;
  private static Corpus blocking;

  @BeforeAll
  static void compile(@TempDir Path directory) {
    completer = Executors.newSingleThreadScheduledExecutor();
    woven = Corpus.woven(directory.resolve("woven"));
    blocking = Corpus.blocking(directory.resolve("blocking"));
  }

  @AfterAll
  static void close() throws Exception {
    woven.close();
    blocking.close();
    completer.shutdownNow();
  }

  static Stream<Arguments> cases() {
    return Corpus.names().stream()
        .flatMap(name -> Stream.of(Mode.values()).map(mode -> Arguments.of(name, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void wovenDoesWhatBlockingDoes(String name, Mode mode) throws Exception {
    String expected = blocking.run(name, new Stages(mode, completer));

    assertThat(woven.run(name, new Stages(mode, completer))).isEqualTo(expected);
    assertThat(expected).doesNotContain("VerifyError").contains("= ");
  }
}
