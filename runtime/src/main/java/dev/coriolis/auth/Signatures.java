package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import dev.coriolis.Coroutine;
import java.util.concurrent.CompletionStage;

/** Finds the keys that a token may be signed with. */
final class Signatures {
  private final Provider provider;
  private final SigningKeys keys;

  Signatures(Provider provider, SigningKeys keys) {
    this.provider = provider;
    this.keys = keys;
  }

  /** Returns what has the key for a token, and no key for another algorithm than the token's. */
  @Coroutine
  CompletionStage<JWSKeySelector<SecurityContext>> selector(JWT token) {
    // A plain token has no signature; an encrypted one was never negotiated.
    if (!(token instanceof SignedJWT signed)) {
      throw new Refusal(Check.ALGORITHM);
    }
    JWSHeader header = signed.getHeader();
    Refusal.unless(provider.algorithms().contains(header.getAlgorithm()), Check.ALGORITHM);
    Refusal.unless(
        header.getCriticalParams() == null || header.getCriticalParams().isEmpty(),
        Check.CRITICAL_HEADER);
    JWKSet fitting = await(keys.forToken(header));
    Refusal.unless(
        !new JWKSelector(JWKMatcher.forJWSHeader(header)).select(fitting).isEmpty(), Check.KEY);
    return completedFuture(
        new JWSVerificationKeySelector<>(header.getAlgorithm(), new ImmutableJWKSet<>(fitting)));
  }
}
