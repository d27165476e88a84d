package dev.coriolis.http.client;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references by RFC 3986, section 5.2.
 *
 * <p>{@link URI#resolve} does so by the older RFC 2396: it keeps dot segments that lead out of the path,
 * makes one slash of two, and takes a query alone for a path.
 */
final class References {
  private References() {}

  /**
   * Returns the URI that a reference names.
   *
   * @param base an absolute URI with an authority
   * @throws IllegalArgumentException if the parts make no URI together
   */
  static URI resolve(URI base, URI reference) {
    if (reference.isAbsolute() && reference.getRawAuthority() == null) {
      return reference;
    }
    boolean elsewhere = reference.getRawAuthority() != null;
    String scheme = reference.isAbsolute() ? reference.getScheme() : base.getScheme();
    URI authority = elsewhere ? reference : base;
    String path = reference.getRawPath();
    String basePath = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
    URI query = reference;
    if (!elsewhere && path.isEmpty()) {
      path = basePath;
      query = reference.getRawQuery() == null ? base : reference;
    } else if (!elsewhere && !path.startsWith("/")) {
      path = basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
    }
    return URI.create(scheme + "://" + authority.getRawAuthority() + withoutDotSegments(path)
        + part('?', query.getRawQuery()) + part('#', reference.getRawFragment()));
  }

  /** Section 5.2.4. */
  private static String withoutDotSegments(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean up = segments[i].equals("..");
      boolean dots = up || segments[i].equals(".");
      if (up) {
        kept.pollLast();
      }
      if (!dots) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String part(char mark, @Nullable String text) {
    return text == null ? "" : mark + text;
  }
}
