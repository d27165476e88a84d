package dev.coriolis.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.testprograms.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs a program under BlockHound, which rewrites classes of the JDK: in a JVM of its own. */
@Timeout(120)
class BlockHoundTest {
  private static final List<String> OPTIONS = Runtime.version().feature() < 21
      ? List.of("-XX:+AllowRedefinitionToAddDeleteMethods")
      : List.of("-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading");

  @Test
  void blockingOnALoopIsFoundAndNothingOfOursBlocks(@TempDir Path directory) throws Exception {
    try (ChildJvm program = ChildJvm.start(directory, OPTIONS, BlockHoundProgram.class)) {
      assertThat(program.exitCode()).as(program.output()).isZero();
      assertThat(program.output())
          .contains("found in our own code: 0\n")
          .contains("sleep: found\n")
          .contains("join: found\n")
          .contains("offloaded sleep: allowed\n");
    }
  }
}
