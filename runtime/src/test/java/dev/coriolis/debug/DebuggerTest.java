package dev.coriolis.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a debugger shows of the coroutine in {@code debugged/Debugged.java}, whose lines have numbers. */
class DebuggerTest {
  @TempDir
  private static Path directory;

  private static Debugged program;

  @BeforeAll
  static void compile() throws Exception {
    program = Debugged.compile("Debugged", directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspends", "runs through"})
  void breakpointOnEachLineStopsOnce(String how) throws Exception {
    try (Debugger debugger = new Debugger(program, how)) {
      assertThat(debugger.runToBreakpoints())
          .extracting(stop -> stop.substring(0, 1))
          .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }
  }

  @Test
  void variablesHaveTheirValuesAfterAResumption() throws Exception {
    try (Debugger debugger = new Debugger(program, "suspends")) {
      assertThat(debugger.runToBreakpoints())
          .contains("3 this dead=5 parameter=3 sum=3", "4 this sum=8", "5 this next=16 sum=8");
    }
  }

  @Test
  void stepOverAnAwaitGoesToTheNextLine() throws Exception {
    try (Debugger debugger = new Debugger(program, "runs through")) {
      assertThat(debugger.stepFromFirstLine()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }
  }

  @Test
  void stepOverAnAwaitThatSuspendsLeavesTheCoroutine() throws Exception {
    try (Debugger debugger = new Debugger(program, "suspends")) {
      assertThat(debugger.stepFromFirstLine()).containsExactly("1", "2", "3");
    }
  }
}
