package dev.coriolis.web;

import dev.coriolis.http.server.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What answers the requests to one path.
 *
 * @param variables the names of the path's variables, in their order
 * @param methods the methods it answers; none where it answers all, and refuses by itself
 * @param handler the handler
 */
record Route(List<String> variables, Set<String> methods, Handler handler) {

  Route {
    variables = List.copyOf(variables);
    methods = Set.copyOf(methods);
  }

  boolean answers(String method) {
    return methods.isEmpty() || methods.contains(method);
  }

  /** Returns the variables with their values. */
  Map<String, String> named(List<String> values) {
    if (variables.isEmpty()) {
      return Map.of();
    }
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      named.put(variables.get(i), values.get(i));
    }
    return named;
  }
}
