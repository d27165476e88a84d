package dev.coriolis.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.http.server.Parameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The codes and access tokens that the stand-in provider has given out, each good for five minutes. */
final class Grants {
  static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final int RANDOM_BYTES = 32;

  private final Map<String, Timed<Grant>> codes = new HashMap<>();
  private final Map<String, Timed<Account>> accessTokens = new HashMap<>();

  /**
   * A user that has logged in for a client.
   *
   * @param user the user
   * @param redirectUri where the client is
   * @param nonce what the client wants to find in the ID token
   * @param challenge the hash of what only the client knows
   */
  record Grant(Account user, String redirectUri, String nonce, String challenge) {}

  /**
   * Something with an end.
   *
   * @param value what it is
   * @param end its end
   */
  private record Timed<T>(T value, Instant end) {
    boolean isOver() {
      return end.isBefore(Instant.now());
    }
  }

  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return base64(bytes);
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the Authorization header of a client, whose id and secret need no encoding. */
  static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
  }

  String newCode(Grant grant) {
    return add(codes, grant);
  }

  String newAccessToken(Account user) {
    return add(accessTokens, user);
  }

  private static <T> String add(Map<String, Timed<T>> all, T value) {
    all.values().removeIf(Timed::isOver);
    String name = random();
    all.put(name, new Timed<>(value, Instant.now().plus(LIFETIME)));
    return name;
  }

  /** Takes a code, once, from the client that has asked for it. */
  Optional<Grant> redeem(Parameters form) {
    return form.last("code")
        .map(codes::remove)
        .filter(code -> !code.isOver())
        .map(Timed::value)
        .filter(grant ->
            form.last("grant_type").filter("authorization_code"::equals).isPresent())
        .filter(grant ->
            form.last("redirect_uri").filter(grant.redirectUri()::equals).isPresent())
        .filter(grant -> form.last("code_verifier")
            .map(Grants::challenge)
            .filter(grant.challenge()::equals)
            .isPresent());
  }

  /** The method S256 of PKCE (RFC 7636, section 4.2). */
  private static String challenge(String verifier) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** Returns the user of an Authorization header with an access token. */
  Optional<Account> userOf(String authorization) {
    return Optional.of(authorization)
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> accessTokens.get(header.substring("Bearer ".length())))
        .filter(token -> !token.isOver())
        .map(Timed::value);
  }
}
