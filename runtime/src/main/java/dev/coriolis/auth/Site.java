package dev.coriolis.auth;

import dev.coriolis.http.server.Exchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where browsers find this site. */
final class Site {
  private final OpenIdOptions options;

  Site(OpenIdOptions options) {
    this.options = options;
  }

  /**
   * Returns the URL of a path of the login.
   *
   * @throws IllegalStateException if it was not configured, and the browser has not asked this machine
   */
  String url(Exchange exchange, String path) {
    return origin(exchange) + options.path() + path;
  }

  /**
   * Returns whether a request was caused by a page of this site, as far as the browser tells.
   *
   * <p>The origin of a form is {@code null} where its page has a strict referrer policy, so what newer
   * browsers tell beside it comes first.
   */
  boolean isOwn(Exchange exchange) {
    Optional<String> relation = exchange.headers().first("Sec-Fetch-Site");
    if (relation.isPresent()) {
      return relation.get().equals("same-origin") || relation.get().equals("none");
    }
    Optional<String> origin = exchange.headers().first("Origin");
    return origin.isEmpty() || origin.get().equals(origin(exchange).toString());
  }

  private URI origin(Exchange exchange) {
    return options.baseUrl().orElseGet(() -> loopback(exchange));
  }

  private static URI loopback(Exchange exchange) {
    String host = exchange.headers().first("Host").orElse("");
    try {
      URI uri = new URI("http://" + host);
      if (Urls.isSecure(uri)) {
        return Urls.origin(uri);
      }
    } catch (URISyntaxException malformed) {
      // as below
    }
    throw new IllegalStateException(
        "the login does not know under which URL browsers find this site:"
            + " set it by OpenIdOptions.builder(..).baseUrl(\"https://...\")");
  }
}
