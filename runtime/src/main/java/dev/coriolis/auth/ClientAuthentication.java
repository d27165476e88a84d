package dev.coriolis.auth;

import java.security.PrivateKey;

/**
 * How this client proves to the provider that it is the one that was registered.
 *
 * <pre>{@code
 * ClientAuthentication authentication = ClientAuthentication.secretPost(secret);
 * }</pre>
 *
 * <p>Immutable.
 */
public sealed interface ClientAuthentication {

  /** Returns what a public client has: no proof but that of PKCE. */
  static ClientAuthentication none() {
    return new None();
  }

  /** Returns a secret that is sent in the {@code Authorization} header ({@code client_secret_basic}). */
  static ClientAuthentication secretBasic(String secret) {
    return new SecretBasic(required(secret));
  }

  /** Returns a secret that is sent in the body ({@code client_secret_post}). */
  static ClientAuthentication secretPost(String secret) {
    return new SecretPost(required(secret));
  }

  /**
   * Returns a key that signs an assertion for each request ({@code private_key_jwt}), with RS256 or, for
   * a key on a curve, ES256, ES384 or ES512; no secret leaves this process.
   *
   * @param key an RSA or EC key
   * @param keyId the name under which the provider knows the public key
   * @throws IllegalArgumentException if the key is of another kind
   */
  static ClientAuthentication privateKeyJwt(PrivateKey key, String keyId) {
    return new PrivateKeyJwt(key, keyId);
  }

  private static String required(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the client secret must not be empty");
    }
    return secret;
  }

  /** No proof. */
  record None() implements ClientAuthentication {}

  /**
   * A secret in the header.
   *
   * @param secret the secret
   */
  record SecretBasic(String secret) implements ClientAuthentication {
    /** Returns nothing of the secret. */
    @Override
    public String toString() {
      return "client_secret_basic";
    }
  }

  /**
   * A secret in the body.
   *
   * @param secret the secret
   */
  record SecretPost(String secret) implements ClientAuthentication {
    /** Returns nothing of the secret. */
    @Override
    public String toString() {
      return "client_secret_post";
    }
  }

  /**
   * A key that signs.
   *
   * @param key the key
   * @param keyId its name
   */
  record PrivateKeyJwt(PrivateKey key, String keyId) implements ClientAuthentication {

    /** Checks the kind of the key. */
    public PrivateKeyJwt {
      if (!key.getAlgorithm().equals("RSA") && !key.getAlgorithm().equals("EC")) {
        throw new IllegalArgumentException(
            "the key of the client must be RSA or EC, was " + key.getAlgorithm());
      }
    }

    /** Returns nothing of the key. */
    @Override
    public String toString() {
      return "private_key_jwt";
    }
  }
}
