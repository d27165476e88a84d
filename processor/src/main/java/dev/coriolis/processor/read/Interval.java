package dev.coriolis.processor.read;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the intervals of {@code @Every}: {@code 500ms}, {@code 1h30m}, {@code PT10S}. */
final class Interval {
  private static final Map<String, Duration> UNITS = Map.of(
      "d", Duration.ofDays(1),
      "h", Duration.ofHours(1),
      "m", Duration.ofMinutes(1),
      "s", Duration.ofSeconds(1),
      "ms", Duration.ofMillis(1));

  /** Each unit at most once, and the larger one first. */
  private static final Pattern UNITS_IN_ORDER =
      Pattern.compile("(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");

  private static final Pattern PART = Pattern.compile("(\\d+)([a-z]+)");

  private Interval() {}

  /**
   * Returns the duration that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it stands for none, or for one that is not positive; the
   *     message is the reason
   */
  static Duration parse(String text) {
    Duration duration;
    try {
      duration = text.startsWith("P") ? Duration.parse(text) : sum(text);
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException("it is no duration in ISO-8601", malformed);
    } catch (ArithmeticException | NumberFormatException overflow) {
      throw new IllegalArgumentException("it is too long", overflow);
    }
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(duration.isZero() ? "it is zero" : "it is negative");
    }
    return duration;
  }

  private static Duration sum(String text) {
    if (text.startsWith("-")) {
      throw new IllegalArgumentException("it is negative");
    }
    if (text.isEmpty() || !UNITS_IN_ORDER.matcher(text).matches()) {
      throw new IllegalArgumentException("it is not a sequence of numbers with d, h, m, s or ms");
    }
    Duration sum = Duration.ZERO;
    for (Matcher part = PART.matcher(text); part.find(); ) {
      Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
      sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
    }
    return sum;
  }
}
