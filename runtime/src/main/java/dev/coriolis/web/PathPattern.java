package dev.coriolis.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of a route, as it is written in the code.
 *
 * <pre>
 * /users               these segments
 * /users/{id}          one segment of any text but none
 * /files/{path...}     at least one segment; the last part of a pattern only
 * </pre>
 *
 * @param parts its segments, in their order; none for {@code /}
 */
record PathPattern(List<Part> parts) {

  /** What a segment must be. */
  enum Kind {
    /** This text. */
    LITERAL,
    /** Any text but none. */
    VARIABLE,
    /** This segment and all that follow. */
    TAIL
  }

  /**
   * One segment of a pattern.
   *
   * @param kind what the segment of a path must be
   * @param text the text of a literal, or the name of a variable
   */
  record Part(Kind kind, String text) {}

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it does not start with a slash, has a variable without a name
   *     or with one it has already, or goes on after a tail
   */
  static PathPattern parse(String pattern) {
    if (!pattern.startsWith("/")) {
      throw invalid(pattern, "must start with a slash");
    }
    List<Part> parts = new ArrayList<>();
    if (pattern.length() > 1) {
      for (String segment : pattern.substring(1).split("/", -1)) {
        parts.add(part(segment, pattern));
      }
    }
    check(parts, pattern);
    return new PathPattern(List.copyOf(parts));
  }

  private static Part part(String segment, String pattern) {
    if (segment.indexOf('{') < 0 && segment.indexOf('}') < 0) {
      return new Part(Kind.LITERAL, segment);
    }
    if (!segment.matches("\\{\\w+(\\.\\.\\.)?}")) {
      throw invalid(pattern, "has the segment " + segment + ", which is neither text nor {name}");
    }
    return segment.endsWith("...}")
        ? new Part(Kind.TAIL, segment.substring(1, segment.length() - 4))
        : new Part(Kind.VARIABLE, segment.substring(1, segment.length() - 1));
  }

  private static void check(List<Part> parts, String pattern) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.kind() != Kind.LITERAL && !names.add(part.text())) {
        throw invalid(pattern, "has the variable " + part.text() + " twice");
      }
      if (part.kind() == Kind.TAIL && i < parts.size() - 1) {
        throw invalid(pattern, "goes on after {" + part.text() + "...}");
      }
    }
  }

  private static IllegalArgumentException invalid(String pattern, String what) {
    return new IllegalArgumentException("the path " + pattern + " " + what);
  }

  /** Returns the names of the variables, in their order. */
  List<String> names() {
    return parts.stream()
        .filter(part -> part.kind() != Kind.LITERAL)
        .map(Part::text)
        .toList();
  }
}
