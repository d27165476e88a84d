package dev.coriolis.web;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps sessions in memory, up to a number of them. */
final class InMemorySessionStore implements SessionStore {
  private final int maxSessions;
  private final InstantSource clock;

  // Guarded by this, as all below.
  private final Map<String, StoredSession> sessions = new HashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final NavigableSet<Expiry> expiries =
      new TreeSet<>(Comparator.comparing(Expiry::time).thenComparing(Expiry::key));

  /**
   * When an entry expires.
   *
   * @param time its time
   * @param key its key
   */
  private record Expiry(Instant time, String key) {}

  InMemorySessionStore(int maxSessions, InstantSource clock) {
    if (maxSessions <= 0) {
      throw new IllegalArgumentException("maxSessions must be positive, was " + maxSessions);
    }
    this.maxSessions = maxSessions;
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Optional<StoredSession>> load(String key) {
    dropExpired();
    return completedFuture(Optional.ofNullable(sessions.get(key)));
  }

  @Override
  public synchronized CompletionStage<Boolean> create(String key, StoredSession session) {
    dropExpired();
    if (sessions.containsKey(key)) {
      return completedFuture(false);
    }
    if (sessions.size() == maxSessions) {
      remove(expiries.first().key());
    }
    put(key, session);
    return completedFuture(true);
  }

  @Override
  public synchronized CompletionStage<Boolean> update(String key, StoredSession session) {
    dropExpired();
    if (remove(key) == null) {
      return completedFuture(false);
    }
    put(key, session);
    return completedFuture(true);
  }

  @Override
  public synchronized CompletionStage<Boolean> delete(String key) {
    dropExpired();
    return completedFuture(remove(key) != null);
  }

  @Override
  public synchronized CompletionStage<Void> deleteGroup(String group) {
    Set.copyOf(groups.getOrDefault(group, Set.of())).forEach(this::remove);
    return Coroutines.done();
  }

  /** Returns how many entries there are, the expired ones included that were not looked at since. */
  synchronized int size() {
    return sessions.size();
  }

  private void dropExpired() {
    Instant now = clock.instant();
    while (!expiries.isEmpty() && !expiries.first().time().isAfter(now)) {
      remove(expiries.first().key());
    }
  }

  private void put(String key, StoredSession session) {
    sessions.put(key, session);
    expiries.add(new Expiry(session.expires(), key));
    session
        .groups()
        .forEach(group -> groups.computeIfAbsent(group, g -> new HashSet<>()).add(key));
  }

  private @Nullable StoredSession remove(String key) {
    StoredSession removed = sessions.remove(key);
    if (removed != null) {
      expiries.remove(new Expiry(removed.expires(), key));
      removed.groups().forEach(group -> leave(group, key));
    }
    return removed;
  }

  private void leave(String group, String key) {
    Set<String> members = groups.get(group);
    if (members != null && members.remove(key) && members.isEmpty()) {
      groups.remove(group);
    }
  }
}
