package dev.coriolis.http;

/** The character rules of RFC 9110, sections 5.5 and 5.6.2. */
final class Tokens {
  private static final String SPECIAL = "!#$%&'*+-.^_`|~";

  /** Whether an ASCII character may be in a token: each header of each message is asked for. */
  private static final boolean[] IN_TOKEN = new boolean[128];

  static {
    for (char c = 0; c < IN_TOKEN.length; c++) {
      IN_TOKEN[c] = isTokenCharacter(c);
    }
  }

  private Tokens() {}

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= IN_TOKEN.length || !IN_TOKEN[c]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SPECIAL.indexOf(c) >= 0;
  }

  /** Returns where the first character is that would not arrive as part of a value, or -1. */
  static int indexOfUnsendable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > 0xFF) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the text in quotes, cut and without control characters, for a message. */
  static String quote(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
