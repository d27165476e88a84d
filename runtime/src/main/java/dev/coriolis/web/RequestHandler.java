package dev.coriolis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.Coroutines;
import dev.coriolis.http.Headers;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.SetCookie;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.HttpError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers one request, with a method for each HTTP method; in the manner of Tornado.
 *
 * <pre>{@code
 * final class HelloHandler extends RequestHandler {
 *   @Override
 *   protected CompletionStage<Void> get() {
 *     write("hello, " + argument("name", "world"));
 *     return done();
 *   }
 * }
 * }</pre>
 *
 * <p>For each request a {@link Router} makes an instance and calls {@link #prepare}, then the method,
 * then {@link #onFinish}. What was written is kept, and sent when the method's stage completes; so
 * nothing of it reaches the client if the method fails in the end. A method that writes nothing is
 * answered with status 200 and no body.
 *
 * <p><b>Threads:</b> confined to the server's event loop, as a coroutine is.
 *
 * <p><b>Cancellation:</b> when the client goes away, the stage of the running method is cancelled.
 */
public abstract class RequestHandler {
  private final ResponseBuffer response = new ResponseBuffer();
  private @Nullable Exchange exchange;

  /** Creates a handler, which has no request yet. */
  protected RequestHandler() {}

  final void begin(Exchange started) {
    if (exchange != null) {
      // One user would get what was written for another.
      throw new IllegalStateException(
          "the supplier of the route gave a " + getClass().getName()
              + " that has a request already: make a new one for each, as by route(path, () -> new ...)");
    }
    exchange = started;
  }

  /** Called before the method; it may await, or respond by {@link #redirect} or {@link #finish}. */
  protected CompletionStage<Void> prepare() {
    return Coroutines.done();
  }

  /** Called when the request is over, however it ended; the response has been sent by then. */
  protected CompletionStage<Void> onFinish() {
    return Coroutines.done();
  }

  /** Answers GET. Default: 405. */
  protected CompletionStage<Void> get() {
    throw notAllowed();
  }

  /** Answers HEAD. Default: what {@link #get} does, of which the server sends no body. */
  protected CompletionStage<Void> head() {
    return get();
  }

  /** Answers POST. Default: 405. */
  protected CompletionStage<Void> post() {
    throw notAllowed();
  }

  /** Answers PUT. Default: 405. */
  protected CompletionStage<Void> put() {
    throw notAllowed();
  }

  /** Answers PATCH. Default: 405. */
  protected CompletionStage<Void> patch() {
    throw notAllowed();
  }

  /** Answers DELETE. Default: 405. */
  protected CompletionStage<Void> delete() {
    throw notAllowed();
  }

  /** Answers OPTIONS. Default: 204 with the methods that the class overrides in {@code Allow}. */
  protected CompletionStage<Void> options() {
    setStatus(204);
    setHeader("Allow", AllowedMethods.of(getClass()));
    return Coroutines.done();
  }

  final CompletionStage<Void> dispatch() {
    return switch (request().method().name()) {
      case "GET" -> get();
      case "HEAD" -> head();
      case "POST" -> post();
      case "PUT" -> put();
      case "PATCH" -> patch();
      case "DELETE" -> delete();
      case "OPTIONS" -> options();
      default -> throw notAllowed();
    };
  }

  private HttpError notAllowed() {
    return new HttpError(
        405,
        request().method() + " is not allowed at " + request().path(),
        Headers.of("Allow", AllowedMethods.of(getClass())));
  }

  /**
   * Returns the request.
   *
   * @throws IllegalStateException in the constructor, where there is none yet
   */
  protected final Exchange request() {
    if (exchange == null) {
      throw new IllegalStateException("a handler has no request before prepare is called");
    }
    return exchange;
  }

  /**
   * Returns the value of a variable of the route's path, decoded.
   *
   * @throws IllegalArgumentException if the route has no such variable
   */
  protected final String pathVariable(String name) {
    return request().pathVariable(name);
  }

  /**
   * Returns the last value of an argument: of the form in the body, or else of the query.
   *
   * @throws HttpError with 400, if there is none
   */
  protected final String argument(String name) {
    List<String> all = arguments(name);
    if (all.isEmpty()) {
      throw new HttpError(400, "the argument " + name + " is missing");
    }
    return all.get(all.size() - 1);
  }

  /** Returns the last value of an argument, or {@code otherwise} if there is none. */
  protected final String argument(String name, String otherwise) {
    List<String> all = arguments(name);
    return all.isEmpty() ? otherwise : all.get(all.size() - 1);
  }

  /** Returns all values of an argument: those of the query, then those of the form in the body. */
  protected final List<String> arguments(String name) {
    List<String> all = new ArrayList<>(request().query().all(name));
    all.addAll(request().form().all(name));
    return all;
  }

  /** Returns the bytes of the body. */
  protected final byte[] body() {
    return request().body();
  }

  /**
   * Returns the body as JSON.
   *
   * @throws HttpError with 400 and the place of the fault, if it is none
   */
  protected final JsonNode json() {
    return request().json();
  }

  /**
   * Returns the body as an object of a class, read from JSON.
   *
   * @throws HttpError with 400 and the place of the fault, if it is no JSON, or does not fit
   */
  protected final <T> T json(Class<T> type) {
    return request().json(type);
  }

  /** Returns the value of a cookie of the request, as it was sent. */
  protected final Optional<String> cookie(String name) {
    return request().cookies().value(name);
  }

  /** Gives a cookie to the browser with the response, also if that is an error in the end. */
  protected final void setCookie(SetCookie cookie) {
    request().setCookie(cookie);
  }

  /**
   * Returns the session of the browser.
   *
   * @throws IllegalStateException if the router has no {@link Sessions} among the filters before the
   *     handler
   */
  protected final Session session() {
    return Session.of(request());
  }

  /**
   * Sets the status of the response. Default: 200.
   *
   * @throws IllegalArgumentException if {@code status} is not from 200 to 599
   * @throws IllegalStateException if the response was sent
   */
  protected final void setStatus(int status) {
    response.status(status);
  }

  /**
   * Sets a header of the response, in place of those with its name.
   *
   * @throws IllegalArgumentException if the name or the value cannot be sent
   * @throws IllegalStateException if the response was sent
   */
  protected final void setHeader(String name, String value) {
    response.headers().set(name, value);
  }

  /**
   * Adds a header to the response.
   *
   * @throws IllegalArgumentException if the name or the value cannot be sent
   * @throws IllegalStateException if the response was sent
   */
  protected final void addHeader(String name, String value) {
    response.headers().add(name, value);
  }

  /**
   * Adds to the body of the response: text in UTF-8 and bytes as they are, with the content type
   * {@code text/plain} unless one was set; anything else as JSON, such as a {@code JsonNode}, a map,
   * a list or a record.
   *
   * <p>JSON is indented by 4 spaces where a person reads it; see {@link Exchange#toJson}.
   *
   * @throws dev.coriolis.json.JsonException if the value cannot be written
   * @throws IllegalStateException if the response was sent
   */
  protected final void write(@Nullable Object value) {
    if (value instanceof String text) {
      response.write(text.getBytes(UTF_8), MediaType.TEXT.toString());
    } else if (value instanceof byte[] bytes) {
      response.write(bytes, MediaType.TEXT.toString());
    } else {
      response.write(request().toJson(value), "application/json; charset=utf-8");
    }
  }

  /**
   * Sends the client to another URL by status 302, and finishes.
   *
   * @throws IllegalArgumentException if {@code url} is none
   * @throws IllegalStateException if the response was sent
   */
  protected final CompletionStage<Void> redirect(String url) {
    return redirect(url, 302);
  }

  /**
   * Sends the client to another URL for ever, by status 301, and finishes.
   *
   * @throws IllegalArgumentException if {@code url} is none
   * @throws IllegalStateException if the response was sent
   */
  protected final CompletionStage<Void> redirectPermanently(String url) {
    return redirect(url, 301);
  }

  private CompletionStage<Void> redirect(String url, int status) {
    String location = URI.create(url).toASCIIString();
    setStatus(status);
    setHeader("Location", location);
    return finish();
  }

  /**
   * Sends the response; in {@link #prepare}, the method is not called then.
   *
   * @return completes when it was sent, or when the client can no longer be reached
   * @throws IllegalStateException if it was sent before
   */
  protected final CompletionStage<Void> finish() {
    return response.send(request());
  }

  /** Returns whether the response was sent. */
  protected final boolean isFinished() {
    return request().isAnswered();
  }
}
