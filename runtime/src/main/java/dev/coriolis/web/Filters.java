package dev.coriolis.web;

import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The filters of a router, in the order in which a request meets them. */
final class Filters {
  private final List<Scoped> filters = new ArrayList<>();

  /**
   * A filter with the requests that meet it.
   *
   * @param scope tells by the segments of a path
   * @param filter the filter
   */
  private record Scoped(Predicate<List<String>> scope, Filter filter) {}

  void add(Filter filter) {
    filters.add(new Scoped(segments -> true, filter));
  }

  void add(PathPattern pattern, Filter filter) {
    filters.add(new Scoped(segments -> covers(pattern.parts(), segments), filter));
  }

  /** Returns the handler with all filters before it that are for this request. */
  Handler around(Handler handler, Exchange exchange) {
    Handler first = handler;
    for (int i = filters.size() - 1; i >= 0; i--) {
      Scoped scoped = filters.get(i);
      if (scoped.scope.test(exchange.segments())) {
        first = scoped.filter.around(first);
      }
    }
    return first;
  }

  /**
   * Covers more than a route with the same path would take, never less, as a filter may be a guard:
   * variables are any segment, also an empty one or one with an encoded slash, and a tail may be empty.
   */
  private static boolean covers(List<PathPattern.Part> parts, List<String> segments) {
    for (int i = 0; i < parts.size(); i++) {
      PathPattern.Part part = parts.get(i);
      if (part.kind() == PathPattern.Kind.TAIL) {
        return true;
      }
      if (i == segments.size()
          || part.kind() == PathPattern.Kind.LITERAL && !part.text().equals(segments.get(i))) {
        return false;
      }
    }
    return parts.size() == segments.size();
  }
}
