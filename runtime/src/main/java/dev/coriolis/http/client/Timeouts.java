package dev.coriolis.http.client;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect from the lookup of the name to the end of the TLS handshake
 * @param whole from the call of {@code fetch} to the end of the body
 */
record Timeouts(Duration connect, Duration whole) {

  /** Returns those of a request, and these where it has none. */
  Timeouts of(HttpRequest request) {
    if (request.connectTimeout().isEmpty() && request.timeout().isEmpty()) {
      return this;
    }
    return new Timeouts(
        request.connectTimeout().orElse(connect), request.timeout().orElse(whole));
  }

  /** Returns these, but no more than what is left for all of it. */
  Timeouts within(Duration left) {
    return left.compareTo(whole) < 0 ? new Timeouts(connect, left) : this;
  }

  static Duration positive(String name, Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + timeout);
    }
    return timeout;
  }
}
