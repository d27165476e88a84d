package dev.coriolis.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger shows of the generator in {@code debugged/DebuggedGenerator.java}. */
class GeneratorDebuggerTest {
  @TempDir
  private static Path directory;

  private static Debugged program;

  @BeforeAll
  static void compile() throws Exception {
    program = Debugged.compile("DebuggedGenerator", directory);
  }

  @Test
  void breakpointOnEachLineStopsForEachElement() throws Exception {
    try (Debugger debugger = new Debugger(program, "unused")) {
      assertThat(debugger.runToBreakpoints())
          .extracting(stop -> stop.substring(0, 1))
          .containsExactly("1", "2", "3", "4", "2", "3", "4", "5");
    }
  }

  @Test
  void variablesHaveTheirValuesAfterAResumption() throws Exception {
    try (Debugger debugger = new Debugger(program, "unused")) {
      assertThat(debugger.runToBreakpoints())
          .containsExactly(
              "1 this n=2",
              "2 this i=0 n=2",
              "3 this i=0 n=2 square=0",
              "4 this i=0 n=2",
              "2 this i=1 n=2",
              "3 this i=1 n=2 square=1",
              "4 this i=1 n=2",
              "5 this n=2");
    }
  }

  @Test
  void stepOverAnEmitLeavesTheGenerator() throws Exception {
    try (Debugger debugger = new Debugger(program, "unused")) {
      assertThat(debugger.stepFromFirstLine()).containsExactly("1", "2", "3");
    }
  }
}
