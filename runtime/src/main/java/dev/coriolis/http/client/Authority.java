package dev.coriolis.http.client;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host and the port of a URI, also where the name has underscores, which {@link URI} takes for no
 * host: containers and their services are called so.
 *
 * @param host as it stands in the URI; an address of IPv6 in brackets
 * @param port -1 where the URI has none
 */
record Authority(String host, int port) {
  private static final int NO_PORT = -1;

  /** An underscore somewhere in the name; then labels with dots between them, and maybe a port. */
  private static final Pattern WITH_UNDERSCORES = Pattern.compile(
      "(?=[^:]*_)(?<host>\\w(?:[\\w-]*\\w)?(?:\\.\\w(?:[\\w-]*\\w)?)*\\.?)(?::(?<port>\\d{0,5}))?");

  /** Returns the authority of a URI, or nothing if it names no host. */
  static Optional<Authority> of(URI uri) {
    if (uri.getHost() != null) {
      return Optional.of(new Authority(uri.getHost(), uri.getPort()));
    }
    return Optional.ofNullable(uri.getRawAuthority())
        .map(WITH_UNDERSCORES::matcher)
        .filter(Matcher::matches)
        .map(found -> new Authority(found.group("host"), port(found.group("port"))));
  }

  private static int port(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? NO_PORT : Integer.parseInt(digits);
  }

  boolean hasPort() {
    return port != NO_PORT;
  }
}
