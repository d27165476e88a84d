package dev.coriolis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keys that seal text for a place where others can read and change it, such as a cookie: encrypted,
 * and refused if a single bit of it was changed.
 *
 * <pre>{@code
 * SecretKeys keys = SecretKeys.parse(System.getenv("SECRET_KEYS"));
 * exchange.setCookie(SetCookie.builder("cart", keys.seal("cart", "7,12")).build());
 * Optional<String> cart = exchange.cookies().value("cart").flatMap(text -> keys.open("cart", text));
 * }</pre>
 *
 * <p>The first key seals, all of them open. To rotate, put a new key in front, and drop the last one
 * when nothing that it has sealed is of use any more. Whoever has a key can read and forge all that it
 * seals.
 *
 * <p><b>Threads:</b> any.
 */
public final class SecretKeys {
  /** The bytes of a key. */
  static final int KEY_BYTES = 32;

  private final List<SecretKey> keys;

  private SecretKeys(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Returns a new key, which ends with the process: what it has sealed can be opened neither after a
   * restart nor by another process.
   */
  public static SecretKeys random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return of(key);
  }

  /**
   * Returns these keys, the newest first.
   *
   * @throws IllegalArgumentException if there is none, or one has not 32 bytes
   */
  public static SecretKeys of(byte[]... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("there must be a key");
    }
    List<SecretKey> checked = new ArrayList<>();
    for (byte[] key : keys) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "a key must have 32 random bytes (openssl rand -base64 32), had " + key.length);
      }
      checked.add(new SecretKey(key));
    }
    return new SecretKeys(checked);
  }

  /**
   * Reads keys in Base64, the newest first, with commas between them. {@code openssl rand -base64 32}
   * makes one.
   *
   * @throws IllegalArgumentException if the text is not of that form, or a key has not 32 bytes; the
   *     message has nothing of the keys
   */
  public static SecretKeys parse(String text) {
    List<byte[]> keys = new ArrayList<>();
    for (String encoded : text.split(",", -1)) {
      try {
        keys.add(Base64.getDecoder().decode(encoded.strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("key " + (keys.size() + 1) + " is not in Base64");
      }
    }
    return of(keys.toArray(byte[][]::new));
  }

  /**
   * Returns the text sealed, in letters, digits, hyphens and underscores.
   *
   * @param purpose what it is for, such as the name of the cookie; it opens for no other purpose
   */
  public String seal(String purpose, String text) {
    return encode(keys.get(0).seal(purpose, text.getBytes(UTF_8)));
  }

  /**
   * Returns the text that was sealed for this purpose; nothing if it was made or changed by somebody
   * else, cut short, or sealed with a key that is not here.
   */
  public Optional<String> open(String purpose, String sealed) {
    byte[] bytes = decode(sealed);
    for (SecretKey key : keys) {
      if (key.mayHaveSealed(bytes)) {
        Optional<byte[]> opened = key.open(purpose, bytes);
        if (opened.isPresent()) {
          return opened.map(text -> new String(text, UTF_8));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether the key that seals has sealed this, and not an older one. */
  boolean isNewest(String sealed) {
    return keys.get(0).mayHaveSealed(decode(sealed));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String sealed) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      // The JDK overlooks padding, and what the last character has too many bits.
      return encode(bytes).equals(sealed) ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Returns how many keys there are, and nothing of them. */
  @Override
  public String toString() {
    return "SecretKeys[" + keys.size() + "]";
  }
}
