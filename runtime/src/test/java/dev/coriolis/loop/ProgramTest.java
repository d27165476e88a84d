package dev.coriolis.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.testprograms.ChildJvm;
import dev.coriolis.testprograms.RequiresProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs programs in JVMs of their own, and looks at how they end. */
@Timeout(120)
@RequiresProgram("kill")
class ProgramTest {
  @TempDir
  private Path directory;

  private ChildJvm start(String what) throws Exception {
    return ChildJvm.start(
        directory, List.of("-XX:TieredStopAtLevel=1"), SignalledProgram.class, what);
  }

  @ParameterizedTest(name = "{0} on SIG{1}")
  @CsvSource({"run, INT, 130", "run, TERM, 143", "runAndExit, INT, 130", "runAndExit, TERM, 143"})
  void signalCancelsTheProgramAndItsFinallyBlocksRun(String way, String signal, int code)
      throws Exception {
    try (ChildJvm program = start(way)) {
      program.awaitOutput("waits");

      program.signal(signal);

      assertThat(program.exitCode()).isEqualTo(code);
      assertThat(program.output()).contains("waits\ncleans up\nis clean\n");
    }
  }

  @Test
  void threadOfTheProgramMayGoOnBehindIt() throws Exception {
    try (ChildJvm program = start("run")) {
      program.awaitOutput("waits");

      program.signal("TERM");

      assertThat(program.exitCode()).isEqualTo(143);
      assertThat(program.output()).contains("is clean\nthe thread goes on\n");
    }
  }

  @Test
  void programThatIsNothingButACoroutineEndsQuietly() throws Exception {
    try (ChildJvm program = start("runAndExit")) {
      program.awaitOutput("waits");

      program.signal("INT");

      assertThat(program.exitCode()).isEqualTo(130);
      assertThat(program.output()).isEqualTo("waits\ncleans up\nis clean\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void secondSignalForcesTheEnd(String signal, int code) throws Exception {
    try (ChildJvm program = start("stubborn")) {
      program.awaitOutput("waits");
      program.signal(signal);
      program.awaitOutput("cleans up");

      program.signal(signal);

      assertThat(program.exitCode()).isEqualTo(code);
    }
  }

  @Test
  void exitBehindASignalKeepsTheCodeOfTheSignal() throws Exception {
    try (ChildJvm program = start("exit code")) {
      program.awaitOutput("waits");

      program.signal("INT");

      assertThat(program.exitCode()).isEqualTo(130);
      assertThat(program.output()).contains("is clean\nexits\n");
    }
  }

  @Test
  void exitOnTheLoopEndsTheProgram() throws Exception {
    try (ChildJvm program = start("exit on the loop")) {
      assertThat(program.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void exitOnAnotherThreadCancelsTheProgramToo() throws Exception {
    try (ChildJvm program = start("exit elsewhere")) {
      assertThat(program.exitCode()).isEqualTo(4);
      assertThat(program.output()).contains("cleans up\nis clean\n");
    }
  }

  @Test
  void valueIsTheExitCodeIfItIsAnInteger() throws Exception {
    try (ChildJvm program = start("value");
        ChildJvm other = start("no value")) {
      assertThat(program.exitCode()).isEqualTo(7);
      assertThat(other.exitCode()).isZero();
      assertThat(program.output() + other.output()).isEmpty();
    }
  }

  @Test
  void failureIsReportedAndTheExitCodeIsOne() throws Exception {
    try (ChildJvm program = start("failure")) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.output()).contains("the program", "java.io.IOException: disk full");
    }
  }

  @Test
  void programCannotRunOnTheThreadOfALoop() {
    try (EventLoop loop = EventLoop.create("test-loop")) {
      CompletableFuture<Void> nested = loop.launch(() -> {
        EventLoop.runAndExit(CompletableFuture::new);
        return new CompletableFuture<>();
      });

      assertThatThrownBy(() -> nested.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("test-loop");
    }
  }
}
