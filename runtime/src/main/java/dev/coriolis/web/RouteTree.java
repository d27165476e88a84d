package dev.coriolis.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    find(root, segments, 0, new ArrayList<>(), matches);
    return matches;
  }

  /** Adds the routes below a node that fit the segments from {@code index} on. */
  private static void find(
      Node node, List<String> segments, int index, List<String> values, List<Match> found) {
    if (index == segments.size()) {
      add(node.routes, values, found);
      return;
    }
    String segment = segments.get(index);
    Node literal = node.literals.get(segment);
    if (literal != null) {
      find(literal, segments, index + 1, values, found);
    }
    if (node.variable != null && !segment.isEmpty()) {
      values.add(segment);
      find(node.variable, segments, index + 1, values, found);
      values.remove(values.size() - 1);
    }
    if (!node.tails.isEmpty()) {
      addTails(node, segments.subList(index, segments.size()), values, found);
    }
  }

  private static void addTails(
      Node node, List<String> rest, List<String> values, List<Match> found) {
    if (isPlain(rest)) {
      values.add(String.join("/", rest));
      add(node.tails, values, found);
      values.remove(values.size() - 1);
    }
  }

  private static void add(List<Route> routes, List<String> values, List<Match> found) {
    for (Route route : routes) {
      found.add(new Match(route, List.copyOf(values)));
    }
  }

  /** An encoded slash inside a segment would make another path of the tail, {@code ..} included. */
  private static boolean isPlain(List<String> segments) {
    return segments.stream().noneMatch(segment -> segment.contains("/") || segment.contains("\\"));
  }
}
