package dev.coriolis.http.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Says which URIs a request can be sent to. */
final class RequestUri {
  private static final int MAX_PORT = 65_535;

  private RequestUri() {}

  /**
   * Reads an absolute http or https URI.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  static URI parse(String text) {
    try {
      return check(new URI(text));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the URL " + withoutUserInfo(text) + " is malformed: "
          + e.getReason() + " at index " + e.getIndex());
    }
  }

  /**
   * Returns the URI itself.
   *
   * @throws IllegalArgumentException if it has another scheme than http and https, no host, or a port
   *     that is none
   */
  static URI check(URI uri) {
    if (!isHttp(uri)) {
      throw bad(uri, "must begin with http:// or https://");
    }
    Authority authority = Authority.of(uri)
        .orElseThrow(() ->
            bad(uri, "must have a host name of letters, digits, hyphens, underscores and dots"));
    if (uri.getHost() == null && "https".equalsIgnoreCase(uri.getScheme())) {
      // "Illegal given domain name", says the JDK, and only once the handshake is over.
      throw bad(
          uri, "of https must have a host name without underscores: a certificate cannot name it");
    }
    if (authority.port() == 0 || authority.port() > MAX_PORT) {
      throw bad(uri, "must have a port from 1 to " + MAX_PORT);
    }
    return uri;
  }

  static boolean isHttp(URI uri) {
    String scheme = uri.getScheme();
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }

  /** Returns what stands in the request line: the path and the query, in ASCII. */
  static String target(URI uri) {
    String target = rawTarget(uri);
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) >= 0x80) {
        return rawTarget(URI.create(uri.toASCIIString()));
      }
    }
    return target;
  }

  private static String rawTarget(URI uri) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    String place = path == null || path.isEmpty() ? "/" : path;
    return query == null ? place : place + "?" + query;
  }

  /** Returns the URI without its user and password, which are no part of the place it names. */
  static URI withoutUserInfo(URI uri) {
    return uri.getRawUserInfo() == null ? uri : URI.create(withoutUserInfo(uri.toString()));
  }

  /** Takes user and password out also where the text is no URI: it goes into a message. */
  private static String withoutUserInfo(String text) {
    return text.replaceFirst("//[^/?#]*@", "//");
  }

  private static IllegalArgumentException bad(URI uri, String rule) {
    return new IllegalArgumentException(
        "a URL " + rule + ", was " + withoutUserInfo(uri.toString()));
  }
}
