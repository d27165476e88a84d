package dev.coriolis.http.server;

import java.util.ArrayList;
import java.util.List;

/**
 * The target of a request, taken apart (RFC 9112, section 3.2).
 *
 * @param path the path as it was sent, starting with a slash, or {@code *}
 * @param segments what is between the slashes of the path, decoded; none for {@code /}
 * @param query what follows the question mark, as it was sent, or the empty string
 */
record RequestTarget(String path, List<String> segments, String query) {

  RequestTarget {
    segments = List.copyOf(segments);
  }

  /**
   * Takes a target apart.
   *
   * @throws HttpError with 400, if it is no path or http URL, is not well encoded, or has segments
   *     that step out of the path ({@code ..}), plain or encoded
   */
  static RequestTarget parse(String target) {
    if (target.equals("*")) {
      return new RequestTarget("*", List.of("*"), "");
    }
    requireVisible(target);
    String relative = withoutAuthority(target);
    int mark = relative.indexOf('?');
    String path = mark < 0 ? relative : relative.substring(0, mark);
    String query = mark < 0 ? "" : relative.substring(mark + 1);
    return new RequestTarget(path, segments(path), query);
  }

  private static void requireVisible(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '#') {
        throw new HttpError(
            400,
            "the request target has the character U+"
                + Integer.toHexString(0x10000 | c).substring(1) + " at index " + i);
      }
    }
  }

  private static String withoutAuthority(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int colon = target.indexOf("://");
    String scheme = colon < 0 ? "" : target.substring(0, colon);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new HttpError(400, "the request target is neither a path nor an http URL");
    }
    for (int i = colon + 3; i < target.length(); i++) {
      if (target.charAt(i) == '/') {
        return target.substring(i);
      }
      if (target.charAt(i) == '?') {
        return "/" + target.substring(i);
      }
    }
    return "/";
  }

  private static List<String> segments(String path) {
    if (path.equals("/")) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    int start = 1;
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(segment(path.substring(start, slash)));
      start = slash + 1;
    }
    segments.add(segment(path.substring(start)));
    return segments;
  }

  private static String segment(String encoded) {
    String segment = PercentDecoder.decodeSegment(encoded);
    if (segment.equals(".") || segment.equals("..")) {
      throw new HttpError(400, "the path has a dot segment");
    }
    if (segment.indexOf('\0') >= 0) {
      throw new HttpError(400, "the path has a NUL character");
    }
    return segment;
  }
}
