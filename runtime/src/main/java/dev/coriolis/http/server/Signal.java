package dev.coriolis.http.server;

import dev.coriolis.frame.LinkedFuture;

/** A stage without a value: it tells that something has happened. From any thread. */
final class Signal extends LinkedFuture<Void> {

  /** Tells that it has happened; a second call does nothing. */
  @SuppressWarnings("NullAway") // null is the one value of Void
  void give() {
    complete(null);
  }
}
