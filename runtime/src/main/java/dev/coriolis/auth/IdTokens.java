package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.coriolis.Coroutine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Validates ID tokens: the signature and the claims that every ID token has by the library, the rest by
 * {@link IdTokenRules}.
 */
final class IdTokens {
  /** How the library says what it has found, and what that is here. */
  private static final Map<String, Check> FINDINGS = findings();

  private final Provider provider;
  private final Signatures signatures;
  private final IdTokenRules rules;

  IdTokens(Provider provider, Signatures signatures, IdTokenRules rules) {
    this.provider = provider;
    this.signatures = signatures;
    this.rules = rules;
  }

  private static Map<String, Check> findings() {
    Map<String, Check> findings = new LinkedHashMap<>();
    findings.put("(iss)", Check.ISSUER);
    findings.put("JWT issuer", Check.ISSUER);
    findings.put("(sub)", Check.SUBJECT);
    findings.put("(aud)", Check.AUDIENCE);
    findings.put("JWT audience", Check.AUDIENCE);
    findings.put("(azp)", Check.AUTHORIZED_PARTY);
    findings.put("(nonce)", Check.NONCE);
    findings.put("(exp)", Check.EXPIRY);
    findings.put("Expired", Check.EXPIRY);
    findings.put("(iat)", Check.ISSUED_AT);
    findings.put("issue time", Check.ISSUED_AT);
    findings.put("Invalid signature", Check.SIGNATURE);
    return findings;
  }

  /**
   * Validates the ID token that came with an access token.
   *
   * @param nonce what it must have in it; null where it need not have one
   */
  @Coroutine
  CompletionStage<IDTokenClaimsSet> validate(OIDCTokens tokens, @Nullable String nonce) {
    JWT token = tokens.getIDToken();
    if (token == null) {
      throw new Refusal(Check.CLAIMS);
    }
    JWSKeySelector<SecurityContext> selector = await(signatures.selector(token));
    IDTokenClaimsSet claims = validate(token, selector, nonce);
    rules.check(claims, token, tokens.getAccessToken());
    return completedFuture(claims);
  }

  private IDTokenClaimsSet validate(
      JWT token, JWSKeySelector<SecurityContext> selector, @Nullable String nonce) {
    IDTokenValidator validator = new IDTokenValidator(
        new Issuer(provider.options().issuer()),
        new ClientID(provider.options().clientId()),
        selector,
        null);
    validator.setMaxClockSkew(IdTokenRules.SKEW_SECONDS);
    try {
      return validator.validate(token, nonce == null ? null : new Nonce(nonce));
    } catch (BadJOSEException | JOSEException | RuntimeException e) {
      throw new Refusal(found(String.valueOf(e.getMessage())));
    }
  }

  private static Check found(String message) {
    for (Map.Entry<String, Check> finding : FINDINGS.entrySet()) {
      if (message.contains(finding.getKey())) {
        return finding.getValue();
      }
    }
    return Check.CLAIMS;
  }
}
