package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.SetCookie;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.web.Sessions;
import dev.coriolis.web.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Binds logins to the browsers in which they begin: each has a cookie of its own, so tabs do not get in
 * each other's way, and the state of the response says which.
 *
 * <p>The cookie is sealed for this provider and this client, and for its own name. The server keeps
 * nothing of a login that was not answered; of one that was, the hash of its state, so that nobody
 * answers it twice.
 */
final class Flows {
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  /** More would fill the header of each request; they are logins that were given up. */
  private static final int MAX_FLOWS = 5;

  private static final int ID_LENGTH = 12;

  private final OpenIdOptions options;
  private final String prefix;
  private final InstantSource clock;

  /**
   * A login with the name of its cookie.
   *
   * @param cookie the name
   * @param flow the login
   */
  private record Kept(String cookie, Flow flow) {}

  Flows(OpenIdOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
    String name = options.sessions().cookieName();
    // As the session's: where that goes over plain http, a secure cookie would not come back.
    prefix = (name.startsWith("__") ? "__Host-" : "") + "login-";
  }

  private Sessions sessions() {
    return options.sessions();
  }

  private String cookieName(String state) {
    return prefix + Digests.of(state).substring(0, ID_LENGTH);
  }

  private String purpose(String cookie) {
    return cookie + " " + options.issuer() + " " + options.clientId();
  }

  /** Gives the browser the cookie of a login, and takes those that are too many. */
  void keep(Exchange exchange, Flow flow) {
    List<Kept> others = new ArrayList<>(kept(exchange));
    others.sort(Comparator.comparing((Kept other) -> other.flow().began()).reversed());
    others.stream().skip(MAX_FLOWS - 1L).forEach(old -> forget(exchange, old.cookie()));
    String name = cookieName(flow.state());
    String sealed = sessions().keys().seal(purpose(name), flow.toJson());
    exchange.setCookie(cookie(name, sealed).maxAge(MAX_AGE).build());
  }

  private List<Kept> kept(Exchange exchange) {
    List<Kept> kept = new ArrayList<>();
    for (String name : exchange.cookies().names()) {
      if (name.startsWith(prefix)) {
        open(exchange, name).ifPresent(flow -> kept.add(new Kept(name, flow)));
      }
    }
    return kept;
  }

  private Optional<Flow> open(Exchange exchange, String name) {
    return exchange
        .cookies()
        .value(name)
        .flatMap(text -> sessions().keys().open(purpose(name), text))
        .flatMap(Flow::fromJson);
  }

  private SetCookie.Builder cookie(String name, String value) {
    SetCookie.Builder cookie = SetCookie.builder(name, value);
    return name.startsWith("__") ? cookie : cookie.overPlainHttp();
  }

  private void forget(Exchange exchange, String name) {
    exchange.setCookie(cookie(name, "").maxAge(Duration.ZERO).build());
  }

  /**
   * Returns the login that a response answers. The browser forgets it, and no other response can answer
   * it.
   */
  @Coroutine
  CompletionStage<Flow> take(Exchange exchange, String state) {
    String name = cookieName(state);
    Flow flow = open(exchange, name).orElseThrow(() -> new Refusal(Check.STATE));
    forget(exchange, name);
    Refusal.unless(Digests.equal(flow.state(), state), Check.STATE);
    Instant end = flow.began().plus(MAX_AGE);
    Refusal.unless(clock.instant().isBefore(end), Check.FLOW_AGE);
    Refusal.unless(await(markUsed("login:" + Digests.of(state), end)), Check.REPLAY);
    return completedFuture(flow);
  }

  /** Returns whether this was not used before. */
  CompletionStage<Boolean> markUsed(String key, Instant until) {
    StoredSession mark = new StoredSession(Map.of(), Set.of(), clock.instant(), until);
    return sessions().store().create(key, mark);
  }
}
