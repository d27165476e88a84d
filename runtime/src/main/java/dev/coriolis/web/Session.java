package dev.coriolis.web;

import dev.coriolis.http.server.Exchange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of one browser, from request to request.
 *
 * <pre>{@code
 * Session session = Session.of(exchange);
 * int visits = session.get("visits").map(Integer::parseInt).orElse(0) + 1;
 * session.put("visits", String.valueOf(visits));
 * }</pre>
 *
 * <p>It begins with the first value that is put into it; a browser without one gets no cookie. What
 * was changed is saved before the response is sent, and what is changed later is lost. Of two requests
 * that change it at the same time, the last one that is answered wins, for all values.
 *
 * <p><b>Threads:</b> confined to the server's event loop, as a coroutine is.
 *
 * <p><b>Lifetime:</b> see {@link Sessions.Builder}.
 */
public final class Session {
  /** Null until it was saved for the first time, and after {@link #renew}. */
  private @Nullable String id;

  /** The ids it had before, whose entries are to be deleted. */
  private final Set<String> formerIds = new HashSet<>();

  private final InstantSource clock;
  private final Map<String, String> values;
  private final Set<String> groups;
  private final Instant expires;
  private Instant created;
  private boolean changed;

  private Session(@Nullable String id, StoredSession stored, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.values = new HashMap<>(stored.values());
    this.groups = new HashSet<>(stored.groups());
    this.created = stored.created();
    this.expires = stored.expires();
  }

  static Session none(InstantSource clock) {
    Instant now = clock.instant();
    return new Session(null, new StoredSession(Map.of(), Set.of(), now, now), clock);
  }

  static Session loaded(String id, StoredSession stored, InstantSource clock) {
    return new Session(id, stored, clock);
  }

  /**
   * Returns the session of the browser that sent the request, perhaps without values.
   *
   * @throws IllegalStateException if the router has no {@link Sessions} among the filters before the
   *     handler
   */
  public static Session of(Exchange exchange) {
    return exchange
        .attached(Session.class)
        .orElseThrow(() -> new IllegalStateException("there are no sessions at " + exchange.path()
            + ": add router.filter(Sessions.create(keys)) before what needs them"));
  }

  /** Returns a value. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns the names of all values. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Sets a value. */
  public void put(String name, String value) {
    changed |= !value.equals(values.put(name, value));
  }

  /** Removes a value. A session without values ends. */
  public void remove(String name) {
    changed |= values.remove(name) != null;
  }

  /**
   * Adds it to a group, such as all sessions of one user. {@link SessionStore#deleteGroup} ends them
   * together.
   */
  public void join(String group) {
    changed |= groups.add(group);
  }

  /**
   * Gives it another id, and a full lifetime from now on, and leaves all its groups. To be called
   * whenever a user logs in: an id that somebody else may have put into the browser before is worth
   * nothing then.
   */
  public void renew() {
    forgetId();
    groups.clear();
    created = clock.instant();
    changed = true;
  }

  /** Ends it: removes all values, deletes it from the store and the cookie from the browser. */
  public void end() {
    forgetId();
    values.clear();
    groups.clear();
    changed = true;
  }

  private void forgetId() {
    if (id != null) {
      formerIds.add(id);
      id = null;
    }
  }

  @Nullable
  String id() {
    return id;
  }

  void id(String given) {
    id = given;
  }

  Set<String> formerIds() {
    return formerIds;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean isChanged() {
    return changed;
  }

  Instant created() {
    return created;
  }

  /** When it was to end, as it was loaded. */
  Instant expires() {
    return expires;
  }

  StoredSession stored(Instant end) {
    return new StoredSession(values, groups, created, end);
  }

  /** Returns the names of the values and not the values, which may be secrets. */
  @Override
  public String toString() {
    return "Session" + values.keySet();
  }
}
