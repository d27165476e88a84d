package dev.coriolis.http;

/** The character rules of RFC 9110, sections 5.5 and 5.6.2. */
final class Tokens {
  private static final String SPECIAL = "!#$%&'*+-.^_`|~";

  private Tokens() {}

  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Tokens::isTokenCharacter);
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
