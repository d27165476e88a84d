package dev.coriolis.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Says which URLs a login may have to do with: https everywhere, and http on this machine. */
final class Urls {
  private Urls() {}

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is no https URL with a host, nor an http URL of this machine,
   *     or has a user name in it
   */
  static URI requireSecure(String what, String url) {
    try {
      URI uri = new URI(url);
      if (isSecure(uri)) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      // as below
    }
    throw new IllegalArgumentException(
        what + " must be a URL that begins with https:// (http:// only for localhost), was " + url);
  }

  static boolean isSecure(URI uri) {
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      return false;
    }
    return "https".equalsIgnoreCase(uri.getScheme())
        || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
  }

  /** Returns whether a name is that of this machine, by itself: no name is looked up. */
  static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
  }

  /** Returns the URL without path, query and fragment. */
  static URI origin(URI uri) {
    int port = uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port));
  }
}
