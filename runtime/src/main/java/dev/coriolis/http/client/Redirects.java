package dev.coriolis.http.client;

import dev.coriolis.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which request a redirect leads to. */
final class Redirects {
  private static final List<String> HEADERS_OF_BODIES =
      List.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Expect");

  /** What tells a server who asks; nothing of it may reach another one. */
  private static final List<String> CREDENTIALS =
      List.of("Authorization", "Cookie", "Cookie2", "Proxy-Authorization");

  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");

  private static final Pattern BEHIND_PATH = Pattern.compile("[?#]");

  private static final String NEVER_IN_URI = "\"<>\\^`{|}";
  private static final String NEVER_IN_PATH = NEVER_IN_URI + "[]";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Redirects() {}

  /** Returns the request that follows a response, if that is a redirect to an http or https URL. */
  static Optional<HttpRequest> next(HttpRequest request, HttpResponse response) {
    if (!isRedirect(response.status())) {
      return Optional.empty();
    }
    return response
        .headers()
        .first("Location")
        .flatMap(location -> target(request.uri(), location))
        .map(target -> redirect(request, target, response.status()));
  }

  private static HttpRequest redirect(HttpRequest request, URI target, int status) {
    HttpRequest.Builder next = request.toBuilder().redirectedTo(target).withoutHeader("Host");
    HttpMethod method = method(request.method(), status);
    if (!method.equals(request.method())) {
      next.method(method).withoutBody();
      HEADERS_OF_BODIES.forEach(next::withoutHeader);
    }
    if (!Origin.of(target).equals(request.origin())) {
      CREDENTIALS.forEach(next::withoutHeader);
    }
    return next.build();
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /** 303 asks for another resource; 301 and 302 do so by custom, where a form was sent. */
  private static HttpMethod method(HttpMethod method, int status) {
    boolean changes = switch (status) {
      case 303 -> !method.equals(HttpMethod.HEAD);
      case 301, 302 -> method.equals(HttpMethod.POST);
      default -> false;
    };
    return changes ? HttpMethod.GET : method;
  }

  /** Returns what a Location names, if that is a URL to which a request can be sent. */
  private static Optional<URI> target(URI from, String location) {
    try {
      return Optional.of(RequestUri.check(References.resolve(from, reference(location))));
    } catch (URISyntaxException | IllegalArgumentException elsewhere) {
      return Optional.empty();
    }
  }

  /** Reads a reference, also one that the server has not encoded as it should: browsers follow it, too. */
  private static URI reference(String text) throws URISyntaxException {
    Matcher authority = AUTHORITY.matcher(text);
    int path = authority.lookingAt() ? authority.end() : 0;
    Matcher behindPath = BEHIND_PATH.matcher(text);
    int query = behindPath.find(path) ? behindPath.start() : text.length();
    return new URI(encoded(text.substring(0, path), NEVER_IN_URI)
        + encoded(text.substring(path, query), NEVER_IN_PATH)
        + encoded(text.substring(query), NEVER_IN_URI));
  }

  private static String encoded(String part, String never) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c <= ' ' || c >= 0x7F || never.indexOf(c) >= 0) {
        // Headers are read as Latin-1, so this is a byte, of UTF-8 perhaps.
        encoded.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
