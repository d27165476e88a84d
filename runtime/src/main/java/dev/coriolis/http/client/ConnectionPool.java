package dev.coriolis.http.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands connections to exchanges, in the order of their tickets. Confined to the loop.
 *
 * <p>An open connection holds a slot, from the moment at which its opening begins. An exchange takes
 * the connection of its origin that was used last; or a free slot; or the slot of the connection,
 * of whatever origin, that is idle for longest. Otherwise it waits.
 */
final class ConnectionPool {
  private final Connector connector;
  private final Limits limits;
  private final long idleNanos;
  private final Map<Origin, Share> shares = new HashMap<>();
  private int open;
  private int waiting;
  private long releases;

  /** Goes off when the connection that is idle for longest has been so for too long, or before. */
  private final SharedTimer timer;

  private boolean closed;

  /**
   * How many connections there may be.
   *
   * @param perOrigin to one origin, used and idle
   * @param total to all of them
   * @param idle how long one stays open without being used
   */
  record Limits(int perOrigin, int total, Duration idle) {}

  /** What one origin has of the pool. */
  private static final class Share {
    private final TreeMap<Long, Exchange> waiting = new TreeMap<>();
    /** The one that was used last is last. */
    private final Deque<Idle> idle = new ArrayDeque<>();

    private int open;
  }

  /**
   * A connection that waits for an exchange.
   *
   * @param since its place among all that became idle
   * @param until the time at which it is closed, by {@link System#nanoTime}
   */
  private record Idle(Connection connection, long since, long until) {}

  ConnectionPool(Connector connector, Limits limits) {
    this.connector = connector;
    this.limits = limits;
    this.idleNanos = TimeUnit.NANOSECONDS.convert(limits.idle());
    this.timer = new SharedTimer(connector.loop(), this::closeExpired);
  }

  Connector connector() {
    return connector;
  }

  /** Takes an exchange into the queue; it gets a connection now or later. */
  void enqueue(Exchange exchange) {
    if (closed) {
      exchange.shutDown();
      return;
    }
    share(exchange.origin()).waiting.put(exchange.ticket(), exchange);
    waiting++;
    serve();
  }

  private Share share(Origin origin) {
    return shares.computeIfAbsent(origin, unknown -> new Share());
  }

  /** Takes an exchange out of the queue. */
  void leave(Exchange exchange) {
    Share share = share(exchange.origin());
    if (share.waiting.remove(exchange.ticket(), exchange)) {
      waiting--;
    }
    dropIfEmpty(exchange.origin(), share);
  }

  /**
   * Takes back a connection that can carry another exchange. {@link #serve} is to follow, as after
   * {@link #free}: first the one who had the connection hears of its end, and may go on with it.
   */
  void keep(Connection connection) {
    Origin origin = connection.origin();
    try {
      timer.set(limits.idle());
      long until = System.nanoTime() + idleNanos;
      share(origin).idle.addLast(new Idle(connection, releases++, until));
      connection.rest(() -> discard(connection));
    } catch (RejectedExecutionException loopIsClosing) {
      connection.close();
      free(origin);
    }
  }

  /** Takes back the slot of a connection that was closed, or could not be opened. */
  void free(Origin origin) {
    Share share = share(origin);
    share.open--;
    open--;
    dropIfEmpty(origin, share);
  }

  /**
   * Takes back the slot of an exchange that is to be sent again, in a later turn: by then it is in the
   * queue, in front of those that came meanwhile.
   */
  void freeLater(Origin origin) {
    try {
      connector.loop().execute(() -> freeAndServe(origin));
    } catch (RejectedExecutionException loopIsClosing) {
      freeAndServe(origin);
    }
  }

  private void freeAndServe(Origin origin) {
    free(origin);
    serve();
  }

  private void dropIfEmpty(Origin origin, Share share) {
    if (share.open == 0 && share.waiting.isEmpty()) {
      shares.remove(origin, share);
    }
  }

  /** Closes a connection, if it is idle. */
  private void discard(Connection connection) {
    Share share = shares.get(connection.origin());
    if (share == null) {
      return;
    }
    for (Idle idle : share.idle) {
      if (idle.connection == connection) {
        share.idle.remove(idle);
        close(idle);
        serve();
        return;
      }
    }
  }

  private void close(Idle idle) {
    idle.connection.close();
    free(idle.connection.origin());
  }

  /** Closes what was idle for too long. One timer for all: most connections are used again at once. */
  private void closeExpired() {
    Idle first = longestIdle();
    while (first != null && first.until - System.nanoTime() <= 0) {
      evict(first);
      first = longestIdle();
    }
    if (first != null) {
      timer.setAgain(first.until - System.nanoTime());
    }
    serve();
  }

  /** Closes the connections that are idle, and gives out none from now on. */
  void close() {
    closed = true;
    timer.cancel();
    for (Idle idle = longestIdle(); idle != null; idle = longestIdle()) {
      evict(idle);
    }
  }

  /** Gives connections to exchanges as long as there are both. */
  void serve() {
    // Whatever an exchange does with its connection may come back here: ask anew each time.
    for (Share share = firstToServe(); share != null && !closed; share = firstToServe()) {
      Exchange next = share.waiting.pollFirstEntry().getValue();
      waiting--;
      if (share.idle.isEmpty() || next.isFresh()) {
        makeRoom(share);
        share.open++;
        open++;
        shares.put(next.origin(), share);
        next.open();
      } else {
        Idle idle = share.idle.removeLast();
        next.use(idle.connection);
      }
    }
  }

  private @Nullable Share firstToServe() {
    if (waiting == 0) {
      return null;
    }
    Share first = null;
    for (Share share : shares.values()) {
      if (!share.waiting.isEmpty()
          && canServe(share)
          && (first == null || share.waiting.firstKey() < first.waiting.firstKey())) {
        first = share;
      }
    }
    return first;
  }

  private boolean canServe(Share share) {
    return !share.idle.isEmpty()
        || (share.open < limits.perOrigin() && (open < limits.total() || longestIdle() != null));
  }

  private void makeRoom(Share share) {
    Idle victim = null;
    if (share.open >= limits.perOrigin()) {
      victim = share.idle.peekFirst();
    } else if (open >= limits.total()) {
      victim = longestIdle();
    }
    if (victim != null) {
      evict(victim);
    }
  }

  private void evict(Idle victim) {
    share(victim.connection.origin()).idle.remove(victim);
    close(victim);
  }

  private @Nullable Idle longestIdle() {
    return shares.values().stream()
        .map(share -> share.idle.peekFirst())
        .filter(Objects::nonNull)
        .min(Comparator.comparingLong(Idle::since))
        .orElse(null);
  }

  /** Returns how many connections are open or being opened, idle ones included. */
  int size() {
    return open;
  }

  /** Returns how many connections are idle. */
  int idleCount() {
    return shares.values().stream().mapToInt(share -> share.idle.size()).sum();
  }

  /** Returns how many exchanges wait. */
  int waitingCount() {
    return waiting;
  }
}
