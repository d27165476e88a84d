package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.coriolis.Coroutine;
import dev.coriolis.auth.OpenIdOptions.Leniency;
import dev.coriolis.http.Headers;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.json.Json;
import dev.coriolis.web.SessionStore;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions because the provider says so (OpenID Connect Back-Channel Logout): all of a user, or
 * those that began in one session there.
 */
final class BackChannelLogout implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIdLogin.class);
  private static final Headers NOT_KEPT = Headers.of("Cache-Control", "no-store");
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final Provider provider;
  private final Signatures signatures;
  private final Flows flows;
  private final InstantSource clock;

  BackChannelLogout(Provider provider, Signatures signatures, Flows flows, InstantSource clock) {
    this.provider = provider;
    this.signatures = signatures;
    this.flows = flows;
    this.clock = clock;
  }

  @Override
  @Coroutine
  public CompletionStage<?> handle(Exchange exchange) throws Exception {
    try {
      LogoutTokenClaimsSet claims = await(validate(token(exchange)), OpenIdProviderException.class);
      await(end(claims));
    } catch (Refusal refusal) {
      LOG.warn(
          "back-channel logout refused by the check {}, provider {}",
          refusal.check(),
          provider.options().issuer());
      return error(exchange, 400, "invalid_request");
    } catch (OpenIdProviderException failure) {
      LOG.warn("back-channel logout failed: {}", failure.getMessage());
      return error(exchange, failure.status(), "temporarily_unavailable");
    }
    return exchange.respond(200, NOT_KEPT, new byte[0]);
  }

  private static CompletionStage<Void> error(Exchange exchange, int status, String code) {
    Headers headers =
        NOT_KEPT.toBuilder().set("Content-Type", "application/json").build();
    return exchange.respond(status, headers, Json.write(Json.object("error", code)));
  }

  private static JWT token(Exchange exchange) {
    try {
      return JWTParser.parse(exchange.form().last("logout_token").orElse(""));
    } catch (ParseException | RuntimeException e) {
      throw new Refusal(Check.LOGOUT_TOKEN);
    }
  }

  @Coroutine
  private CompletionStage<LogoutTokenClaimsSet> validate(JWT token) {
    JWSKeySelector<SecurityContext> selector = await(signatures.selector(token));
    LogoutTokenClaimsSet claims = validate(token, selector);
    Instant issued = claims.getIssueTime().toInstant();
    Instant now = clock.instant();
    Refusal.unless(
        issued.plus(MAX_AGE).isAfter(now)
            && issued.minusSeconds(IdTokenRules.SKEW_SECONDS).isBefore(now),
        Check.LOGOUT_TOKEN);
    String id = Digests.of(provider.options().issuer(), claims.getJWTID().getValue());
    Instant forgotten = now.plus(MAX_AGE).plusSeconds(IdTokenRules.SKEW_SECONDS);
    Refusal.unless(await(flows.markUsed("logout:" + id, forgotten)), Check.LOGOUT_REPLAY);
    return completedFuture(claims);
  }

  private LogoutTokenClaimsSet validate(JWT token, JWSKeySelector<SecurityContext> selector) {
    LogoutTokenValidator validator = new LogoutTokenValidator(
        new Issuer(provider.options().issuer()),
        new ClientID(provider.options().clientId()),
        !provider.options().leniencies().contains(Leniency.UNTYPED_LOGOUT_TOKENS),
        selector,
        null);
    try {
      return validator.validate(token);
    } catch (BadJOSEException | JOSEException | RuntimeException e) {
      throw new Refusal(Check.LOGOUT_TOKEN);
    }
  }

  /** With a session named, only that one ends, whatever the subject. */
  private CompletionStage<Void> end(LogoutTokenClaimsSet claims) {
    SessionStore store = provider.options().sessions().store();
    String issuer = provider.options().issuer();
    return store.deleteGroup(
        claims.getSessionID() != null
            ? LoginSession.ofProviderSession(issuer, claims.getSessionID().getValue())
            : LoginSession.ofSubject(issuer, claims.getSubject().getValue()));
  }
}
