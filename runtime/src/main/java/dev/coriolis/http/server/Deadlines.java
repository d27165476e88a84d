package dev.coriolis.http.server;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param head from the first byte of a request to the end of its headers; later is a 408
 * @param progress for the next bytes of a body, and to take the next bytes of a response
 * @param idle for the first byte of a request
 */
record Deadlines(Duration head, Duration progress, Duration idle) {
  static final Deadlines DEFAULT =
      new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(75));

  Deadlines withHead(Duration timeout) {
    return new Deadlines(timeout, progress, idle);
  }

  Deadlines withProgress(Duration timeout) {
    return new Deadlines(head, timeout, idle);
  }

  Deadlines withIdle(Duration timeout) {
    return new Deadlines(head, progress, timeout);
  }
}
