package dev.coriolis.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for ID tokens (OpenID Connect Core, 3.1.3.7) that the library leaves to its callers. */
final class IdTokenRules {
  /** How far two clocks may be apart. */
  static final int SKEW_SECONDS = 60;

  private static final Duration SKEW = Duration.ofSeconds(SKEW_SECONDS);
  private static final Duration MAX_TOKEN_AGE = Duration.ofMinutes(10);
  private static final int MAX_SUBJECT_LENGTH = 255;

  private final OpenIdOptions options;
  private final InstantSource clock;

  IdTokenRules(OpenIdOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  void check(IDTokenClaimsSet claims, JWT token, AccessToken accessToken) {
    checkAudience(claims);
    checkTimes(claims, notBefore(token));
    checkAuthentication(claims);
    checkAccessToken(claims, token, accessToken);
    String subject = claims.getSubject().getValue();
    Refusal.unless(
        !subject.isEmpty()
            && subject.length() <= MAX_SUBJECT_LENGTH
            && subject.chars().allMatch(c -> c >= ' ' && c < 0x7F),
        Check.SUBJECT);
  }

  private void checkAudience(IDTokenClaimsSet claims) {
    List<Audience> audience = claims.getAudience();
    if (claims.getAuthorizedParty() != null) {
      Refusal.unless(
          claims.getAuthorizedParty().getValue().equals(options.clientId()),
          Check.AUTHORIZED_PARTY);
    } else {
      Refusal.unless(audience.size() == 1, Check.AUTHORIZED_PARTY);
    }
    for (Audience other : audience) {
      Refusal.unless(
          other.getValue().equals(options.clientId())
              || options.trustedAudiences().contains(other.getValue()),
          Check.AUDIENCE);
    }
  }

  private static @Nullable Date notBefore(JWT token) {
    try {
      return token.getJWTClaimsSet().getNotBeforeTime();
    } catch (ParseException e) {
      throw new Refusal(Check.CLAIMS);
    }
  }

  private void checkTimes(IDTokenClaimsSet claims, @Nullable Date notBefore) {
    Instant now = clock.instant();
    Refusal.unless(
        claims.getIssueTime().toInstant().plus(MAX_TOKEN_AGE).plus(SKEW).isAfter(now),
        Check.ISSUED_AT);
    Refusal.unless(
        notBefore == null || !notBefore.toInstant().minus(SKEW).isAfter(now), Check.NOT_BEFORE);
  }

  private void checkAuthentication(IDTokenClaimsSet claims) {
    if (options.maxAge().isPresent()) {
      Date time = claims.getAuthenticationTime();
      Instant latest = clock.instant().minus(options.maxAge().get()).minus(SKEW);
      Refusal.unless(time != null && !time.toInstant().isBefore(latest), Check.AUTHENTICATION_TIME);
    }
    if (!options.authenticationClasses().isEmpty()) {
      Refusal.unless(
          claims.getACR() != null
              && options.authenticationClasses().contains(claims.getACR().getValue()),
          Check.AUTHENTICATION_CLASS);
    }
  }

  private static void checkAccessToken(IDTokenClaimsSet claims, JWT token, AccessToken access) {
    AccessTokenHash hash = claims.getAccessTokenHash();
    if (hash == null) {
      return; // it is optional in the code flow
    }
    try {
      AccessTokenValidator.validate(access, (JWSAlgorithm) token.getHeader().getAlgorithm(), hash);
    } catch (InvalidHashException e) {
      throw new Refusal(Check.ACCESS_TOKEN_HASH);
    }
  }
}
