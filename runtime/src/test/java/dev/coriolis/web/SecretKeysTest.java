package dev.coriolis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretKeysTest {
  private static final String SECRET = "the text, \u00fc";

  private final SecretKeys keys = SecretKeys.random();

  private static byte[] key(int filling) {
    byte[] key = new byte[SecretKeys.KEY_BYTES];
    java.util.Arrays.fill(key, (byte) filling);
    return key;
  }

  @Test
  void opensWhatItSealed() {
    for (String text : new String[] {"", "a", SECRET, "x".repeat(5000)}) {
      String sealed = keys.seal("cookie", text);

      assertThat(sealed).matches("[A-Za-z0-9_-]+");
      assertThat(keys.open("cookie", sealed)).contains(text);
    }
  }

  @Test
  void opensForTheSamePurposeOnly() {
    assertThat(keys.open("b", keys.seal("a", SECRET))).isEmpty();
  }

  @Test
  void sealsDifferentlyEachTime() {
    Set<String> sealed = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      sealed.add(keys.seal("cookie", SECRET));
    }

    assertThat(sealed).hasSize(100);
  }

  @Test
  void refusesEachChangeOfACharacter() {
    String sealed = keys.seal("cookie", SECRET);
    for (int i = 0; i < sealed.length(); i++) {
      for (char other : new char[] {'A', 'B', 'z', '-', '=', ' ', '\u00e4'}) {
        if (sealed.charAt(i) != other) {
          String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
          assertThat(keys.open("cookie", changed)).as("%s at %d", other, i).isEmpty();
        }
      }
    }
  }

  @Test
  void refusesWhatIsCutShortOrLengthened() {
    String sealed = keys.seal("cookie", SECRET);
    for (int length = 0; length < sealed.length(); length++) {
      assertThat(keys.open("cookie", sealed.substring(0, length))).isEmpty();
      assertThat(keys.open("cookie", sealed.substring(length + 1))).isEmpty();
    }
    assertThat(keys.open("cookie", sealed + "A")).isEmpty();
    assertThat(keys.open("cookie", sealed + "==")).isEmpty();
    assertThat(keys.open("cookie", sealed + sealed)).isEmpty();
  }

  @Test
  void refusesWhatOthersSealed() {
    assertThat(keys.open("cookie", SecretKeys.random().seal("cookie", SECRET))).isEmpty();
  }

  @Test
  void opensWithOlderKeysAndSealsWithTheNewest() {
    SecretKeys before = SecretKeys.of(key(1));
    SecretKeys after = SecretKeys.of(key(2), key(1));
    String old = before.seal("cookie", SECRET);
    String renewed = after.seal("cookie", SECRET);

    assertThat(after.open("cookie", old)).contains(SECRET);
    assertThat(after.isNewest(old)).isFalse();
    assertThat(after.open("cookie", renewed)).contains(SECRET);
    assertThat(after.isNewest(renewed)).isTrue();
    assertThat(before.open("cookie", renewed)).isEmpty();
    assertThat(SecretKeys.of(key(2)).open("cookie", old)).isEmpty();
  }

  @Test
  void readsKeysInBase64() {
    String text = Base64.getEncoder().encodeToString(key(2)) + ", "
        + Base64.getEncoder().encodeToString(key(1)) + "\n";

    assertThat(SecretKeys.parse(text).open("a", SecretKeys.of(key(1)).seal("a", SECRET)))
        .contains(SECRET);
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretKeys.parse("c2hvcnQ="))
        .withMessage("a key must have 32 random bytes (openssl rand -base64 32), had 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretKeys.parse("pass word"))
        .withMessage("key 1 is not in Base64");
    assertThatIllegalArgumentException().isThrownBy(() -> SecretKeys.parse(""));
    assertThatIllegalArgumentException().isThrownBy(SecretKeys::of);
  }

  @Test
  void showsNothingOfTheKeys() {
    assertThat(SecretKeys.of(key(65), key(66))).hasToString("SecretKeys[2]");
  }
}
