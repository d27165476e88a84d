package dev.coriolis.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.time.Duration;

/** Writes durations as a person would: in the largest unit that needs no fraction. */
final class DurationCode {
  private DurationCode() {}

  /** Returns an expression for {@code duration}, which is positive. */
  static CodeBlock of(Duration duration) {
    long seconds = duration.getSeconds();
    int nanos = duration.getNano();
    if (nanos != 0) {
      return fraction(seconds, nanos);
    }
    if (seconds % 86_400 == 0) {
      return call("ofDays", seconds / 86_400);
    }
    if (seconds % 3_600 == 0) {
      return call("ofHours", seconds / 3_600);
    }
    return seconds % 60 == 0 ? call("ofMinutes", seconds / 60) : call("ofSeconds", seconds);
  }

  private static CodeBlock fraction(long seconds, int nanos) {
    // Beyond that many, neither a long of milliseconds nor anybody's patience suffices.
    if (nanos % 1_000_000 == 0 && seconds <= Integer.MAX_VALUE) {
      return call("ofMillis", seconds * 1_000 + nanos / 1_000_000);
    }
    return CodeBlock.of("$T.ofSeconds($L, $L)", Duration.class, literal(seconds), nanos);
  }

  private static CodeBlock call(String method, long amount) {
    return CodeBlock.of("$T.$L($L)", Duration.class, method, literal(amount));
  }

  private static String literal(long number) {
    return number > Integer.MAX_VALUE ? number + "L" : Long.toString(number);
  }
}
