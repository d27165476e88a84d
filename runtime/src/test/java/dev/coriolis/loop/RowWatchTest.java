package dev.coriolis.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.frame.Failures;
import dev.coriolis.testlogs.RecordedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowWatchTest {
  private final RecordedLog log = RecordedLog.of(EventLoop.class);
  private final Turns turns = new Turns(Runnable::run, () -> true, "watched", new Failures());
  private final RowWatch watch = new RowWatch(turns, Thread.currentThread(), Duration.ofSeconds(1));

  @AfterEach
  void closeLog() {
    log.close();
  }

  private boolean lookAfter(int millis) {
    return watch.look(Duration.ofMillis(millis).toNanos());
  }

  private List<String> warnings() {
    return log.messages(Level.WARN);
  }

  @Test
  void rowIsOverdueAtTheSecondLook() {
    turns.dispatch(() -> {
      assertThat(lookAfter(10)).isFalse();
      assertThat(turns.isOverdue()).isFalse();
      assertThat(lookAfter(10)).isTrue();
      assertThat(turns.isOverdue()).isTrue();
    });

    assertThat(turns.isOverdue()).isFalse();
  }

  @Test
  void overdueRowEndsAfterItsTurn() {
    turns.dispatch(() -> {
      turns.defer(() -> {});
      lookAfter(10);
      lookAfter(10);
    });

    assertThat(turns.areReady()).isTrue();
    turns.runRow();
    assertThat(turns.areReady()).isFalse();
  }

  @Test
  void loopWithoutWorkIsNeitherOverdueNorBlocked() {
    for (int i = 0; i < 10; i++) {
      assertThat(lookAfter(10_000)).isFalse();
    }

    assertThat(warnings()).isEmpty();
    assertThat(watch.hasWorked()).isFalse();
  }

  @Test
  void loopWithManyShortRowsIsNotBlocked() {
    for (int i = 0; i < 10; i++) {
      turns.dispatch(() -> lookAfter(10_000));
    }

    assertThat(warnings()).isEmpty();
    assertThat(watch.hasWorked()).isTrue();
    assertThat(watch.hasWorked()).isFalse();
  }

  @Test
  void blockedLoopIsReportedOnceForEachEpisode() {
    for (int i = 0; i < 2; i++) {
      turns.dispatch(() -> {
        lookAfter(10);
        for (int j = 0; j < 100; j++) {
          lookAfter(50);
        }
      });
    }

    assertThat(warnings())
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning)
            .contains(Thread.currentThread().getName(), "1050 ms", "Coroutines.offload"));
  }

  @Test
  void loopIsReportedWithTheStackOfWhatBlocksIt() {
    turns.dispatch(this::blocks);

    assertThat(log.failures()).hasSize(1);
    assertThat(log.failures().get(0).getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("blocks");
  }

  private void blocks() {
    lookAfter(10);
    lookAfter(2000);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(textBlock = """
      '-agentlib:jdwp=transport=dt_socket,server=y',         true
      -agentpath:/usr/lib/libjdwp.so=server=y,              true
      -Xdebug,                                               true
      -Xrunjdwp:transport=dt_socket,                         true
      -Xmx1g,                                                false
      -agentpath:/usr/lib/libasyncProfiler.so,               false
      """)
  void debuggerIsRecognisedByTheArgumentsOfTheJvm(String argument, boolean debugged) {
    assertThat(RowWatch.isDebugged(List.of("-Xms10m", argument))).isEqualTo(debugged);
  }
}
