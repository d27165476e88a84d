package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.http.Cookies;
import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.SetCookie;
import dev.coriolis.json.Json;
import dev.coriolis.json.JsonException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request with its response.
 *
 * <pre>{@code
 * router.post("/users", exchange -> {
 *   User user = exchange.json(User.class);
 *   return exchange.respondJson(201, user);
 * });
 * }</pre>
 *
 * <p>An exchange is answered once. The stage that a respond method returns completes when the client
 * has been sent the response, or can no longer be reached; it never fails.
 *
 * <p><b>Threads:</b> any.
 */
public final class Exchange {
  private static final byte[] NO_BYTES = {};

  private final Request request;
  private final Ongoing ongoing;
  private final Map<String, String> pathVariables;

  Exchange(Request request, Ongoing ongoing, Map<String, String> pathVariables) {
    this.request = request;
    this.ongoing = ongoing;
    this.pathVariables = Map.copyOf(pathVariables);
  }

  /** Returns the method. */
  public HttpMethod method() {
    return request.method();
  }

  /** Returns the path as it was sent, percent-encoded, without the query. */
  public String path() {
    return request.target().path();
  }

  /** Returns the path and, after a question mark, the query, as they were sent. */
  public String target() {
    String query = request.target().query();
    return query.isEmpty() ? path() : path() + "?" + query;
  }

  /**
   * Returns what is between the slashes of the path, decoded: {@code [users, J. Doe]} for {@code
   * /users/J.%20Doe}, nothing for {@code /}. None is {@code .} or {@code ..}; one may have a slash
   * that was sent encoded.
   */
  public List<String> segments() {
    return request.target().segments();
  }

  /**
   * Returns the parameters of the query.
   *
   * @throws HttpError with 400, if they are not well encoded
   */
  public Parameters query() {
    return Parameters.parse(request.target().query());
  }

  /** Returns the headers of the request. */
  public Headers headers() {
    return request.headers();
  }

  /** Returns the cookies of the request. */
  public Cookies cookies() {
    return Cookies.of(request.headers());
  }

  /** Returns the media type of the body, if the request names a valid one. */
  public Optional<MediaType> contentType() {
    try {
      return headers().first("Content-Type").map(MediaType::parse);
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  /** Returns a copy of the body's bytes: none if the request has no body. */
  public byte[] body() {
    return request.body().clone();
  }

  /** Returns the body as text, in the charset that the request names, or else in UTF-8. */
  public String text() {
    return new String(request.body(), contentType().flatMap(MediaType::charset).orElse(UTF_8));
  }

  /**
   * Returns the body as JSON, whatever media type the request names.
   *
   * @throws HttpError with 400 and the place of the fault, if it is no JSON document
   */
  public JsonNode json() {
    return readJson(() -> Json.parse(request.body()));
  }

  /**
   * Returns the body as an object of a class, read from JSON.
   *
   * @throws HttpError with 400 and the place of the fault, if it is no JSON document, or does not fit
   */
  public <T> T json(Class<T> type) {
    return readJson(() -> Json.read(request.body(), type));
  }

  private static <T> T readJson(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (JsonException e) {
      throw new HttpError(400, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the fields of a form in the body; none if the body is no {@code
   * application/x-www-form-urlencoded}. It is UTF-8, whatever charset the request names.
   *
   * @throws HttpError with 400, if they are not well encoded
   */
  public Parameters form() {
    boolean isForm = contentType()
        .filter(type -> type.essence().equals(MediaType.FORM.essence()))
        .isPresent();
    return isForm ? Parameters.parse(PercentDecoder.readForm(request.body())) : Parameters.none();
  }

  /** Returns the address of the client, or of the proxy before it. */
  public InetSocketAddress client() {
    return request.client();
  }

  /**
   * Returns the value of a variable of the route's path, decoded.
   *
   * @throws IllegalArgumentException if the route has no such variable
   */
  public String pathVariable(String name) {
    String value = pathVariables.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the route has no variable " + name + ", only " + pathVariables.keySet());
    }
    return value;
  }

  /** Returns the variables of the route's path with their values, decoded. */
  public Map<String, String> pathVariables() {
    return pathVariables;
  }

  /** Returns this exchange, seen with the variables of a route's path. Called by routers. */
  public Exchange withPathVariables(Map<String, String> variables) {
    return variables.equals(pathVariables) ? this : new Exchange(request, ongoing, variables);
  }

  /** Keeps an object with the request, for those that handle it further; one for each type. */
  public <T> void attach(Class<T> type, T value) {
    ongoing.attach(type, value);
  }

  /** Returns what was kept with the request under this type. */
  public <T> Optional<T> attached(Class<T> type) {
    return Optional.ofNullable(type.cast(ongoing.attached(type)));
  }

  /**
   * Adds a header to the response, whoever gives it, and also if it is an error.
   *
   * @throws IllegalArgumentException if the name or the value cannot be sent
   */
  public void addResponseHeader(String name, String value) {
    Headers added = Headers.of(name, value);
    beforeResponse((status, headers) ->
        CompletableFuture.completedFuture(headers.toBuilder().addAll(added).build()));
  }

  /** Gives a cookie to the browser with the response, whoever gives that. */
  public void setCookie(SetCookie cookie) {
    addResponseHeader("Set-Cookie", cookie.toString());
  }

  /**
   * Has a step taken before the response is sent, whoever gives it, and also if it is an error. Steps
   * are taken in turn, the one that was added last first; one added when the response was given is too
   * late.
   */
  public void beforeResponse(ResponseStep step) {
    ongoing.steps().add(step);
  }

  /** Returns whether a response was given. */
  public boolean isAnswered() {
    return ongoing.isAnswered();
  }

  /**
   * Responds without a body.
   *
   * @throws IllegalArgumentException if {@code status} is not from 200 to 599
   * @throws IllegalStateException if the exchange was answered before
   */
  public CompletionStage<Void> respond(int status) {
    return respond(status, Headers.none(), NO_BYTES);
  }

  /**
   * Responds with headers and a body; 204 and 304 are sent without it, and so are answers to HEAD.
   *
   * <p>The server adds Date, Content-Length and what concerns the connection; {@code Connection:
   * close} among the headers closes it.
   *
   * @throws IllegalArgumentException if {@code status} is not from 200 to 599
   * @throws IllegalStateException if the exchange was answered before
   */
  public CompletionStage<Void> respond(int status, Headers headers, byte[] body) {
    return ongoing.answer(new Response(status, headers, body));
  }

  /**
   * Responds with plain text in UTF-8.
   *
   * @throws IllegalArgumentException if {@code status} is not from 200 to 599
   * @throws IllegalStateException if the exchange was answered before
   */
  public CompletionStage<Void> respondText(int status, String text) {
    return respond(status, Response.TEXT_HEADERS, text.getBytes(UTF_8));
  }

  /**
   * Responds with a value as JSON, as {@link #toJson} writes it.
   *
   * @throws IllegalArgumentException if {@code status} is not from 200 to 599
   * @throws IllegalStateException if the exchange was answered before
   * @throws JsonException if the value cannot be written; the exchange is not answered then
   */
  public CompletionStage<Void> respondJson(int status, @Nullable Object value) {
    return respond(status, Response.JSON_HEADERS, toJson(value));
  }

  /**
   * Returns a value as JSON: indented by 4 spaces where a person reads it, which is a browser (it
   * accepts {@code text/html}) or a query with {@code pretty} in it; otherwise without white space.
   *
   * @throws JsonException if the value cannot be written
   */
  public byte[] toJson(@Nullable Object value) {
    return isReadByPerson() ? Json.writePretty(value) : Json.write(value);
  }

  private boolean isReadByPerson() {
    String query = request.target().query();
    if (query.contains("pretty")) {
      for (String parameter : query.split("&", -1)) {
        if (parameter.equals("pretty") || parameter.startsWith("pretty=")) {
          return !parameter.equals("pretty=false");
        }
      }
    }
    for (Headers.Field field : headers().fields()) {
      if (field.name().equalsIgnoreCase("Accept") && field.value().contains("text/html")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Answers a failure as the server does it for a handler: an {@link HttpError} with its status and
   * message; anything else with 500 and a log entry. If the exchange was answered before, the failure
   * is logged and the connection closed.
   */
  public CompletionStage<Void> fail(Throwable failure) {
    return ongoing.fail(failure);
  }

  /** Returns the method and the path. */
  @Override
  public String toString() {
    return request.toString();
  }
}
