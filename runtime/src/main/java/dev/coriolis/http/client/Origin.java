package dev.coriolis.http.client;

import java.net.URI;
import java.util.Locale;

/**
 * What a connection leads to. Requests of one origin share connections; credentials stay in it.
 *
 * @param secure whether the scheme is https
 * @param host the name, or the address, in lower case; one of IPv6 without brackets
 * @param port the port, also where it is the default
 */
record Origin(boolean secure, String host, int port) {

  /** Returns the origin of a URI that {@link RequestUri} has accepted. */
  static Origin of(URI uri) {
    boolean secure = uri.getScheme().equalsIgnoreCase("https");
    Authority authority = Authority.of(uri).orElseThrow();
    String host = authority.host().toLowerCase(Locale.ROOT);
    boolean bracketed = host.startsWith("[");
    return new Origin(
        secure,
        bracketed ? host.substring(1, host.length() - 1) : host,
        authority.hasPort() ? authority.port() : defaultPort(secure));
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  /** Returns the value of the Host header. */
  String authority() {
    return port == defaultPort(secure) ? bracketed() : toString();
  }

  private String bracketed() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** Returns the host and the port, as they stand in messages. */
  @Override
  public String toString() {
    return bracketed() + ":" + port;
  }
}
