package dev.coriolis.web;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A session as a {@link SessionStore} keeps it. Immutable.
 *
 * <pre>{@code
 * StoredSession session = new StoredSession(
 *     Map.of("cart", "7"), Set.of(), Instant.now(), Instant.now().plusSeconds(3600));
 * }</pre>
 *
 * @param values what the handlers have put into it
 * @param groups the names by which it can be deleted together with others
 * @param created when it began
 * @param expires when it is of no use any more
 */
public record StoredSession(
    Map<String, String> values, Set<String> groups, Instant created, Instant expires) {

  /** Takes copies. */
  public StoredSession {
    values = Map.copyOf(values);
    groups = Set.copyOf(groups);
  }

  /** Returns the names of the values and not the values, which may be secrets. */
  @Override
  public String toString() {
    return "StoredSession" + values.keySet();
  }
}
