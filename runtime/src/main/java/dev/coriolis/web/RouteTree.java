package dev.coriolis.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a router, segment by segment.
 *
 * <p>A path may fit several: they are found in the order in which they are to be tried, literal text
 * before variables and variables before tails, from the left.
 */
final class RouteTree {
  private final Node root = new Node();

  /** A place in the tree: what may follow there, and the routes that end there. */
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node variable;
    private final List<Route> routes = new ArrayList<>();
    private final List<Route> tails = new ArrayList<>();
  }

  /**
   * A route that fits a path.
   *
   * @param route the route
   * @param values the values of its variables, in their order
   */
  record Match(Route route, List<String> values) {}

  /** Returns the routes whose paths are the same but for the names of variables. */
  List<Route> at(PathPattern pattern) {
    Node node = root;
    for (PathPattern.Part part : pattern.parts()) {
      switch (part.kind()) {
        case LITERAL -> node = node.literals.computeIfAbsent(part.text(), text -> new Node());
        case VARIABLE -> {
          if (node.variable == null) {
            node.variable = new Node();
          }
          node = node.variable;
        }
        case TAIL -> {
          return node.tails;
        }
      }
    }
    return node.routes;
  }

  /** Returns the routes that fit these decoded segments, the first to be tried first. */
  List<Match> find(List<String> segments) {
    List<Match> matches = new ArrayList<>();
    find(root, segments, new ArrayDeque<>(), matches::add);
    return matches;
  }

  private static void find(
      Node node, List<String> rest, Deque<String> values, Consumer<Match> found) {
    if (rest.isEmpty()) {
      node.routes.forEach(route -> found.accept(new Match(route, List.copyOf(values))));
      return;
    }
    String segment = rest.get(0);
    List<String> further = rest.subList(1, rest.size());
    Node literal = node.literals.get(segment);
    if (literal != null) {
      find(literal, further, values, found);
    }
    if (node.variable != null && !segment.isEmpty()) {
      values.addLast(segment);
      find(node.variable, further, values, found);
      values.removeLast();
    }
    if (!node.tails.isEmpty() && isPlain(rest)) {
      values.addLast(String.join("/", rest));
      node.tails.forEach(route -> found.accept(new Match(route, List.copyOf(values))));
      values.removeLast();
    }
  }

  /** An encoded slash inside a segment would make another path of the tail, {@code ..} included. */
  private static boolean isPlain(List<String> segments) {
    return segments.stream().noneMatch(segment -> segment.contains("/") || segment.contains("\\"));
  }
}
