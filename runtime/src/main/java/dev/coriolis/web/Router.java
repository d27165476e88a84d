package dev.coriolis.web;

import static dev.coriolis.http.HttpMethod.DELETE;
import static dev.coriolis.http.HttpMethod.GET;
import static dev.coriolis.http.HttpMethod.HEAD;
import static dev.coriolis.http.HttpMethod.OPTIONS;
import static dev.coriolis.http.HttpMethod.PATCH;
import static dev.coriolis.http.HttpMethod.POST;
import static dev.coriolis.http.HttpMethod.PUT;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands each request to the handler of its path and method.
 *
 * <pre>{@code
 * Router router = new Router()
 *     .route("/users", () -> new UsersHandler(client))
 *     .get("/users/{id}", exchange -> exchange.respondText(200, exchange.pathVariable("id")));
 * }</pre>
 *
 * <p>A path has literal segments, variables {@code {id}}, and at its end perhaps a tail {@code
 * {path...}} that takes all that is left. Where several routes fit, literal text wins over a variable
 * and a variable over a tail, from the left. Case and a slash at the end matter. Variables are
 * decoded; none is empty, and in a tail no segment has an encoded slash.
 *
 * <p>A path that no route fits is a 404; one whose routes lack the method, a 405 with {@code Allow}.
 * A GET route answers HEAD, too, and OPTIONS is answered with the methods there are, unless it has a
 * route.
 *
 * <p>Filters stand before the routes: before all of them, or before those at a path.
 *
 * <p><b>Threads:</b> routes and filters are added before the server starts; then it is only read.
 */
public final class Router implements Handler {
  private final RouteTree tree = new RouteTree();
  private final Filters filters = new Filters();
  private final Handler routes = this::route;

  /** Creates a router without routes. */
  public Router() {}

  /** Adds a handler for GET, and for HEAD. See {@link #add}. */
  public Router get(String path, Handler handler) {
    return add(GET, path, handler);
  }

  /** Adds a handler for POST. See {@link #add}. */
  public Router post(String path, Handler handler) {
    return add(POST, path, handler);
  }

  /** Adds a handler for PUT. See {@link #add}. */
  public Router put(String path, Handler handler) {
    return add(PUT, path, handler);
  }

  /** Adds a handler for PATCH. See {@link #add}. */
  public Router patch(String path, Handler handler) {
    return add(PATCH, path, handler);
  }

  /** Adds a handler for DELETE. See {@link #add}. */
  public Router delete(String path, Handler handler) {
    return add(DELETE, path, handler);
  }

  /**
   * Adds a handler for one method.
   *
   * @throws IllegalArgumentException if {@code path} is no valid path, or has a handler for the method
   *     already
   */
  public Router add(HttpMethod method, String path, Handler handler) {
    return add(path, Set.of(method.name()), handler);
  }

  /**
   * Adds a handler that is made anew for each request, and has a method for each HTTP method.
   *
   * @throws IllegalArgumentException if {@code path} is no valid path, or has a handler already
   */
  public Router route(String path, Supplier<? extends RequestHandler> handler) {
    return add(path, Set.of(), new RequestHandlerFactory(handler));
  }

  /**
   * Puts a filter before all routes, those added before included, and before the answer to what no
   * route fits. A request meets filters in the order in which they were added.
   */
  public Router filter(Filter filter) {
    filters.add(filter);
    return this;
  }

  /**
   * Puts a filter before what is at a path. With a tail, as in {@code /account/{rest...}}, it is before
   * {@code /account} and everything below.
   *
   * @throws IllegalArgumentException if {@code path} is no valid path
   */
  public Router filter(String path, Filter filter) {
    filters.add(PathPattern.parse(path), filter);
    return this;
  }

  private Router add(String path, Set<String> methods, Handler handler) {
    PathPattern pattern = PathPattern.parse(path);
    List<Route> routes = tree.at(pattern);
    for (Route other : routes) {
      if (methods.isEmpty() || methods.stream().anyMatch(other::answers)) {
        throw new IllegalArgumentException("the path " + path + " has a handler already"
            + (methods.isEmpty() ? "" : " for " + methods));
      }
    }
    routes.add(new Route(pattern.names(), methods, handler));
    return this;
  }

  /**
   * Answers a request by the route that fits it.
   *
   * @throws HttpError with 404 or 405, if there is none
   * @throws Exception what the route's handler throws
   */
  @Override
  public CompletionStage<?> handle(Exchange exchange) throws Exception {
    return filters.around(routes, exchange).handle(exchange);
  }

  private CompletionStage<?> route(Exchange exchange) throws Exception {
    List<RouteTree.Match> matches = tree.find(exchange.segments());
    if (matches.isEmpty()) {
      throw new HttpError(404, "there is nothing at " + exchange.path());
    }
    String method = exchange.method().name();
    RouteTree.Match match = first(matches, method);
    if (match != null) {
      return match
          .route()
          .handler()
          .handle(exchange.withPathVariables(match.route().named(match.values())));
    }
    Headers allow = Headers.of("Allow", String.join(", ", allowed(matches)));
    if (method.equals(OPTIONS.name())) {
      return exchange.respond(204, allow, new byte[0]);
    }
    throw new HttpError(405, method + " is not allowed at " + exchange.path(), allow);
  }

  private static RouteTree.@Nullable Match first(List<RouteTree.Match> matches, String method) {
    for (RouteTree.Match match : matches) {
      Route route = match.route();
      if (route.answers(method) || method.equals(HEAD.name()) && route.answers(GET.name())) {
        return match;
      }
    }
    return null;
  }

  private static Set<String> allowed(List<RouteTree.Match> matches) {
    Set<String> methods = new TreeSet<>();
    matches.forEach(match -> methods.addAll(match.route().methods()));
    methods.add(OPTIONS.name());
    if (methods.contains(GET.name())) {
      methods.add(HEAD.name());
    }
    return methods;
  }
}
