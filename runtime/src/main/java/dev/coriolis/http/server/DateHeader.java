package dev.coriolis.http.server;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the Date header; made once a second. Confined to one event loop. */
final class DateHeader {
  /** The JDK's RFC_1123_DATE_TIME writes days before the tenth with one digit. */
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private String text = "";

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the time of now, as RFC 9110, section 5.6.7 wants it. */
  String value() {
    long now = Math.floorDiv(clock.millis(), 1000L);
    if (now != second) {
      second = now;
      text = FORMAT.format(clock.instant());
    }
    return text;
  }
}
