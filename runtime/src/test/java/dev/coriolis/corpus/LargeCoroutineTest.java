package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.corpus.Stages.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Coroutines as large as they can be, and larger. */
class LargeCoroutineTest {
  private final ScheduledExecutorService completer = Executors.newSingleThreadScheduledExecutor();

  @TempDir
  private Path directory;

  @AfterEach
  void close() {
    completer.shutdownNow();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void runsWithAThousandSuspensionPoints(Mode mode) throws Exception {
    List<Path> program = program(1_000);

    try (Corpus woven = Corpus.woven(directory.resolve("woven"), program, 17, "-g");
        Corpus blocking = Corpus.blocking(directory.resolve("blocking"), program, 17)) {
      String expected = blocking.run("Large", new Stages(mode, completer));

      assertThat(woven.run("Large", new Stages(mode, completer))).isEqualTo(expected);
      assertThat(expected).endsWith(" [3000] = 3000");
      assertThat(directory.resolve("woven/corpus/Large$$sum.class")).exists();
    }
  }

  /** javac's own code of it fits: 22 bytes for each await, where ours has twice as many. */
  @Test
  void refusesWhatOutgrowsAMethodAndNamesIt() throws IOException {
    List<Path> program = program(2_500);

    assertThatThrownBy(() -> Corpus.woven(directory, program, 17, "-g"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "Large.java:10: error: [WeavingFailed] sum cannot become a state machine,"
                + " because the woven code of sum has ")
        .hasMessageContaining(" bytes, and a method can have 65,535 (JVMS 4.7.3)");
    Corpus.blocking(directory.resolve("blocking"), program, 17).close();
  }

  private List<Path> program(int awaits) throws IOException {
    StringBuilder source = new StringBuilder("""
        package corpus;
        import static dev.coriolis.Coroutines.await;
        import dev.coriolis.corpus.Stages;
        import java.util.concurrent.*;
        public class Large {
          private final Stages s;
          Large(Stages s) { this.s = s; }
          public static void run(Stages s) { s.run("large", () -> new Large(s).sum(0)); }
          @dev.coriolis.Coroutine CompletionStage<Integer> sum(int sum) {
        """);
    for (int i = 0; i < awaits; i++) {
      source.append("    sum = await(s.of(sum + 3));\n");
    }
    source.append("    return CompletableFuture.completedFuture(sum);\n  }\n}\n");
    return List.of(Files.writeString(directory.resolve("Large.java"), source));
  }
}
