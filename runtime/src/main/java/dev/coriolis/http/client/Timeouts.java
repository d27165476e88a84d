package dev.coriolis.http.client;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect from the lookup of the name to the end of the TLS handshake
 * @param whole from the call of {@code fetch} to the end of the body
 */
record Timeouts(Duration connect, Duration whole) {
  /**
   * How long after the deadline of its caller a request ends by itself. Whoever made the deadline cancels the
   * request, and says so by its own exception: two timers for one moment would leave it to chance which is
   * seen. What is shielded from that cancellation ends here.
   */
  private static final Duration AFTER_DEADLINE = Duration.ofMillis(100);

  /** Returns those of a request, and these where it has none. */
  Timeouts of(HttpRequest request) {
    if (request.connectTimeout().isEmpty() && request.timeout().isEmpty()) {
      return this;
    }
    return new Timeouts(
        request.connectTimeout().orElse(connect), request.timeout().orElse(whole));
  }

  /** Returns these, but no more than the caller has left; with nothing left, there is no time at all. */
  Timeouts within(Duration left) {
    if (left.compareTo(whole) >= 0) {
      return this;
    }
    Duration end = left.isZero() ? left : left.plus(AFTER_DEADLINE);
    return end.compareTo(whole) < 0 ? new Timeouts(connect, end) : this;
  }

  static Duration positive(String name, Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + timeout);
    }
    return timeout;
  }
}
