package dev.coriolis.web;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps sessions, each under a key that tells nothing about the cookie it belongs to. Servers that are
 * to share their sessions share a store.
 *
 * <pre>{@code
 * Sessions sessions =
 *     Sessions.builder(keys).store(SessionStore.inMemory(10_000)).build();
 * }</pre>
 *
 * <p>An entry that has expired counts as not there; the store removes it when it likes.
 *
 * <p><b>Threads:</b> called on the event loops of all servers that have it. It must not block.
 */
public interface SessionStore {

  /**
   * Returns a store in the memory of this process: its sessions are lost when that ends.
   *
   * @param maxSessions how many it keeps; one more costs the one that would expire next
   * @throws IllegalArgumentException if {@code maxSessions} is not positive
   */
  static SessionStore inMemory(int maxSessions) {
    return new InMemorySessionStore(maxSessions, InstantSource.system());
  }

  /** Returns an entry, if it is there. */
  CompletionStage<Optional<StoredSession>> load(String key);

  /** Adds an entry, and returns whether it did; it does not if there is one with that key. */
  CompletionStage<Boolean> create(String key, StoredSession session);

  /**
   * Changes an entry, and returns whether it did; it does not if there is none with that key. So a
   * session that was ended by one request is not brought back by another that began before.
   */
  CompletionStage<Boolean> update(String key, StoredSession session);

  /** Deletes an entry, and returns whether it was there. */
  CompletionStage<Boolean> delete(String key);

  /** Deletes all entries of a group. */
  CompletionStage<Void> deleteGroup(String group);
}
