package dev.coriolis.auth;

/**
 * Says to which places a browser may be sent back after a login: to paths of this site.
 *
 * <p>Browsers take {@code //host} and {@code /\host} for another site, drop tabs and line breaks
 * wherever they are, and read a backslash as a slash.
 */
final class ReturnPath {
  /** Longer ones do not fit into a cookie together with the rest. */
  private static final int MAX_LENGTH = 1500;

  private ReturnPath() {}

  static boolean isSafe(String target) {
    if (!target.startsWith("/") || target.length() > MAX_LENGTH) {
      return false;
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return !path.contains("//")
        && target.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\' && c != '#');
  }
}
