package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.launch;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.coriolis.Coroutine;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Turns refresh tokens into new tokens, each only once: a provider that changes them with each use takes
 * a second use for theft, and ends the login. Requests that still have the old one get what the first of
 * them got.
 *
 * <p><b>Threads:</b> any.
 */
final class Refreshes {
  /** How long a request may hold on to the tokens it began with. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final TokenEndpoint endpoint;
  private final IdTokens idTokens;
  private final InstantSource clock;

  /** By the hash of the old refresh token. Guarded by this. */
  private final Map<String, Refresh> refreshes = new HashMap<>();

  /**
   * One use of a refresh token.
   *
   * @param began when
   * @param tokens what it brought
   */
  private record Refresh(Instant began, CompletableFuture<Tokens> tokens) {}

  Refreshes(TokenEndpoint endpoint, IdTokens idTokens, InstantSource clock) {
    this.endpoint = endpoint;
    this.idTokens = idTokens;
    this.clock = clock;
  }

  /** Returns new tokens for the old ones of a user. */
  synchronized CompletionStage<Tokens> refresh(Tokens old, String subject) {
    Instant now = clock.instant();
    refreshes.values().removeIf(refresh -> refresh.began().plus(KEPT).isBefore(now));
    String key = Digests.of(old.refreshToken());
    Refresh refresh = refreshes.get(key);
    boolean failed = refresh != null && refresh.tokens().isCompletedExceptionally();
    if (refresh == null || failed) {
      refresh = new Refresh(now, launch(() -> fetch(old, subject)));
      refreshes.put(key, refresh);
    }
    // Launched, and a copy: a request that has no more time, or is cancelled, must not take the
    // tokens from the others.
    return refresh.tokens().copy();
  }

  @Coroutine
  private CompletionStage<Tokens> fetch(Tokens old, String subject) {
    OIDCTokens fresh = await(endpoint.refresh(old.refreshToken())).getOIDCTokens();
    if (fresh.getIDToken() != null) {
      IDTokenClaimsSet claims = await(idTokens.validate(fresh, nonce(fresh, old)));
      Refusal.unless(claims.getSubject().getValue().equals(subject), Check.SUBJECT);
    }
    return completedFuture(Tokens.of(fresh, old, clock.instant()));
  }

  /** The new ID token need not have a nonce; if it has, it must be that of the login. */
  private static @Nullable String nonce(OIDCTokens fresh, Tokens old) {
    String now = nonce(fresh.getIDTokenString());
    return now == null ? null : String.valueOf(nonce(old.idToken()));
  }

  private static @Nullable String nonce(String idToken) {
    try {
      return JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("nonce");
    } catch (ParseException none) {
      return null;
    }
  }
}
