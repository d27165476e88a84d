package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.SetCookie;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Gives each browser a {@link Session}: the filter before the handlers that need one.
 *
 * <pre>{@code
 * SecretKeys keys = SecretKeys.parse(System.getenv("SECRET_KEYS"));
 * Router router = new Router().filter(Sessions.create(keys));
 * }</pre>
 *
 * <p>The browser gets a cookie with a random id, sealed with the keys; the values stay in a {@link
 * SessionStore}, under a hash of the id, so whoever reads the store cannot take sessions over. A
 * cookie that was changed, cut short or made by somebody else is no cookie.
 *
 * <p>A session ends when it was not used for 2 hours, and 12 hours after it began or was renewed.
 *
 * <p><b>Threads:</b> any number of servers and loops may share it.
 */
public final class Sessions implements Filter {
  private final SessionCookie cookie;
  private final SessionKeeper keeper;
  private final SessionStore store;
  private final SecretKeys keys;
  private final InstantSource clock;

  private Sessions(Builder builder) {
    keys = builder.keys;
    store = builder.store;
    clock = builder.clock;
    cookie = new SessionCookie(builder.keys, builder.cookieName);
    keeper = new SessionKeeper(store, builder.idleTimeout, builder.lifetime, builder.clock);
  }

  /** Returns sessions in the memory of this process, at most 100,000, with all options at their default. */
  public static Sessions create(SecretKeys keys) {
    return builder(keys).build();
  }

  /** Returns a builder with every option at its default. */
  public static Builder builder(SecretKeys keys) {
    return new Builder(keys);
  }

  /** Returns the keys with which cookies are sealed. */
  public SecretKeys keys() {
    return keys;
  }

  /** Returns the name of the cookie. */
  public String cookieName() {
    return cookie.name();
  }

  /** Returns where the sessions are kept. */
  public SessionStore store() {
    return store;
  }

  @Override
  @Coroutine
  public CompletionStage<?> filter(Exchange exchange, Handler next) throws Exception {
    if (exchange.attached(Session.class).isPresent()) {
      return next.handle(exchange);
    }
    Session session = await(load(exchange));
    exchange.attach(Session.class, session);
    exchange.beforeResponse(
        (status, headers) -> cookie.update(exchange, headers, keeper.save(session)));
    return next.handle(exchange);
  }

  @Coroutine
  private CompletionStage<Session> load(Exchange exchange) {
    Optional<String> id = cookie.id(exchange);
    return id.isEmpty() ? completedFuture(Session.none(clock)) : keeper.load(id.get());
  }

  /** Builds {@link Sessions}. Not safe for use by several threads. */
  public static final class Builder {
    private static final int MAX_SESSIONS = 100_000;

    private final SecretKeys keys;
    private InstantSource clock = InstantSource.system();
    private SessionStore store = SessionStore.inMemory(MAX_SESSIONS);
    private String cookieName = "__Host-session";
    private Duration idleTimeout = Duration.ofHours(2);
    private Duration lifetime = Duration.ofHours(12);

    private Builder(SecretKeys keys) {
      this.keys = keys;
    }

    /** Sets where the sessions are kept. Default: in memory, at most 100,000. */
    public Builder store(SessionStore keeper) {
      store = keeper;
      return this;
    }

    /**
     * Sets the name of the cookie. Default: {@code __Host-session}; the prefix has browsers take it from
     * no other host of the domain.
     *
     * <p>With a name that does not begin with {@code __Host-} or {@code __Secure-}, the cookie goes over
     * plain http as well: for development in a browser that takes no secure cookie from this machine.
     *
     * @throws IllegalArgumentException if {@code name} is no token
     */
    public Builder cookieName(String name) {
      SetCookie.builder(name, "");
      cookieName = name;
      return this;
    }

    /**
     * Sets after how long without a request a session ends. Default: 2 hours.
     *
     * @throws IllegalArgumentException if {@code time} is zero or negative
     */
    public Builder idleTimeout(Duration time) {
      idleTimeout = positive("idleTimeout", time);
      return this;
    }

    /**
     * Sets how long after its beginning a session ends in any case. Default: 12 hours.
     *
     * @throws IllegalArgumentException if {@code time} is zero or negative
     */
    public Builder lifetime(Duration time) {
      lifetime = positive("lifetime", time);
      return this;
    }

    Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    private static Duration positive(String name, Duration time) {
      if (time.isZero() || time.isNegative()) {
        throw new IllegalArgumentException(name + " must be positive, was " + time);
      }
      return time;
    }

    /** Returns the sessions. */
    public Sessions build() {
      return new Sessions(this);
    }
  }
}
