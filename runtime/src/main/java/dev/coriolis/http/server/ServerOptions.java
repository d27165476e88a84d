package dev.coriolis.http.server;

import java.time.Duration;

/**
 * What a server was built with.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on, or 0 for a free one
 * @param limits how large a request may be
 * @param deadlines how long a client may take
 * @param grace how long a stop waits for what runs
 */
record ServerOptions(String host, int port, Limits limits, Deadlines deadlines, Duration grace) {
  static final ServerOptions DEFAULT = new ServerOptions(
      "127.0.0.1", 8080, Limits.DEFAULT, Deadlines.DEFAULT, Duration.ofSeconds(20));

  ServerOptions withHost(String name) {
    return new ServerOptions(name, port, limits, deadlines, grace);
  }

  ServerOptions withPort(int number) {
    return new ServerOptions(host, number, limits, deadlines, grace);
  }

  ServerOptions withLimits(Limits others) {
    return new ServerOptions(host, port, others, deadlines, grace);
  }

  ServerOptions withDeadlines(Deadlines others) {
    return new ServerOptions(host, port, limits, others, grace);
  }

  ServerOptions withGrace(Duration time) {
    return new ServerOptions(host, port, limits, deadlines, time);
  }
}
