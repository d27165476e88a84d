package dev.coriolis.http.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The open connections of one server. Confined to its event loop. */
final class Connections {
  private final Set<Connection> open = new HashSet<>();
  private final Signal drained = new Signal();
  private boolean draining;

  void add(Connection connection) {
    open.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  /** Forgets a connection that is closed and whose handler has ended. */
  void remove(Connection connection) {
    open.remove(connection);
    completeIfDrained();
  }

  /**
   * Closes the connections without a request soon, and the others once they have answered.
   *
   * @return completes when the last one is closed
   */
  CompletableFuture<Void> drain() {
    draining = true;
    List.copyOf(open).forEach(Connection::drain);
    completeIfDrained();
    return drained;
  }

  /** Closes what is open and cancels what runs; returns how many connections had a request. */
  long cut() {
    long count = open.stream().filter(Connection::hasRequest).count();
    List.copyOf(open).forEach(Connection::cut);
    open.clear();
    completeIfDrained();
    return count;
  }

  private void completeIfDrained() {
    if (draining && open.isEmpty()) {
      drained.give();
    }
  }
}
