package dev.coriolis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key, from which each sealed text gets an AES-256-GCM key of its own.
 *
 * <pre>
 *   1 byte    4 bytes     16 bytes  12 bytes  as the text   16 bytes
 *   version | id of key | salt    | nonce   | ciphertext  | tag
 * </pre>
 *
 * <p>The key of a text is HMAC-SHA-256 of its salt. With one key for all, the random 12 bytes of GCM's
 * nonce would be used up after 2^32 texts (NIST SP 800-38D, section 8.3), which a busy server seals in
 * weeks; a nonce that comes twice gives the key of the tags away.
 */
final class SecretKey {
  private static final byte VERSION = 1;
  private static final int ID_BYTES = 4;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int HEAD_BYTES = 1 + ID_BYTES + SALT_BYTES + NONCE_BYTES;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final byte[] id;

  SecretKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.id = Arrays.copyOf(hmac("id".getBytes(UTF_8)), ID_BYTES);
  }

  byte[] seal(String purpose, byte[] text) {
    byte[] unique = new byte[SALT_BYTES + NONCE_BYTES];
    random.nextBytes(unique);
    ByteBuffer sealed = ByteBuffer.allocate(HEAD_BYTES + text.length + TAG_BYTES);
    sealed.put(VERSION).put(id).put(unique);
    try {
      sealed.put(cipher(Cipher.ENCRYPT_MODE, purpose, unique).doFinal(text));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
    return sealed.array();
  }

  boolean mayHaveSealed(byte[] sealed) {
    return sealed.length >= HEAD_BYTES + TAG_BYTES
        && sealed[0] == VERSION
        && Arrays.equals(sealed, 1, 1 + ID_BYTES, id, 0, ID_BYTES);
  }

  Optional<byte[]> open(String purpose, byte[] sealed) {
    byte[] unique = Arrays.copyOfRange(sealed, 1 + ID_BYTES, HEAD_BYTES);
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, purpose, unique)
          .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES));
    } catch (AEADBadTagException changed) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private Cipher cipher(int mode, String purpose, byte[] unique) throws GeneralSecurityException {
    byte[] own = hmac(Arrays.copyOf(unique, SALT_BYTES));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(own, "AES"),
        new GCMParameterSpec(TAG_BYTES * 8, unique, SALT_BYTES, NONCE_BYTES));
    cipher.updateAAD(purpose.getBytes(UTF_8));
    return cipher;
  }

  private byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this JDK has no AES/GCM or HmacSHA256", e);
  }
}
