package dev.coriolis.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.json.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The key with which the stand-in provider signs ID tokens (RFC 7515), new each time. */
final class SigningKey {
  private static final String ID = "stand-in";
  private static final int BITS = 2048;

  private final KeyPair pair;

  SigningKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no RSA", e);
    }
  }

  /** Returns the public half, as clients ask for it (RFC 7517). */
  JsonNode published() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    JsonNode published = Json.object(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        ID,
        "n",
        Grants.base64(unsigned(key.getModulus())),
        "e",
        Grants.base64(unsigned(key.getPublicExponent())));
    return Json.object("keys", List.of(published));
  }

  /** Java puts a zero before a number whose first bit would be taken for its sign. */
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Returns a signed token that tells a client who has logged in. */
  String idToken(String issuer, String clientId, Grants.Grant grant) {
    long now = Instant.now().getEpochSecond();
    JsonNode header = Json.object("alg", "RS256", "typ", "JWT", "kid", ID);
    JsonNode claims = Json.object(
        "iss", issuer,
        "sub", grant.user().subject(),
        "aud", clientId,
        "iat", now,
        "exp", now + Grants.LIFETIME.toSeconds(),
        "auth_time", now,
        "nonce", grant.nonce());
    String text = Grants.base64(Json.write(header)) + "." + Grants.base64(Json.write(claims));
    return text + "." + Grants.base64(sign(text));
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA256withRSA", e);
    }
  }
}
