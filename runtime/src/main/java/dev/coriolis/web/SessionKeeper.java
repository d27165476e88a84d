package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Brings sessions from the store and back into it. */
final class SessionKeeper {
  private static final int ID_BYTES = 32;

  /** A session that is only read is saved again when this part of its idle time has passed. */
  private static final int TOUCHES = 8;

  private final SecureRandom random = new SecureRandom();
  private final SessionStore store;
  private final Duration idleTimeout;
  private final Duration lifetime;
  private final InstantSource clock;

  SessionKeeper(SessionStore store, Duration idleTimeout, Duration lifetime, InstantSource clock) {
    this.store = store;
    this.idleTimeout = idleTimeout;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Returns the session with an id, or a new one if there is none. */
  @Coroutine
  CompletionStage<Session> load(String id) {
    Optional<StoredSession> stored = await(store.load(key(id)));
    return completedFuture(stored
        .filter(found -> found.expires().isAfter(clock.instant()))
        .map(found -> Session.loaded(id, found, clock))
        .orElseGet(() -> Session.none(clock)));
  }

  /** Saves a session if there is a reason to, and returns its id; nothing if it has ended. */
  @Coroutine
  CompletionStage<Optional<String>> save(Session session) {
    for (String former : session.formerIds()) {
      await(store.delete(key(former)));
    }
    String id = session.id();
    if (session.isEmpty()) {
      if (id != null) {
        await(store.delete(key(id)));
      }
      return completedFuture(Optional.empty());
    }
    Instant now = clock.instant();
    Instant expires = earlier(now.plus(idleTimeout), session.created().plus(lifetime));
    if (id == null) {
      id = newId();
      session.id(id);
      await(store.create(key(id), session.stored(expires)));
    } else if (session.isChanged() || session.expires().isBefore(touched(expires))) {
      await(store.update(key(id), session.stored(expires)));
    }
    return completedFuture(Optional.of(id));
  }

  private Instant touched(Instant expires) {
    return expires.minus(idleTimeout.dividedBy(TOUCHES));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static String key(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
