package dev.coriolis.http.client;

import dev.coriolis.http.Headers;
import dev.coriolis.http.MediaType;
import dev.coriolis.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A whole response, of whatever status. Immutable.
 *
 * <pre>{@code
 * HttpResponse response = await(client.fetch(url));
 * if (response.status() == 200) {
 *   print(response.text());
 * }
 * }</pre>
 *
 * <p>A body that was compressed is not any more, and {@code Content-Encoding} and {@code
 * Content-Length} are gone with that.
 */
public final class HttpResponse {
  private static final int FIRST_ERROR = 400;

  private final HttpRequest request;
  private final int status;
  private final Headers headers;
  private final byte[] body;

  HttpResponse(HttpRequest request, int status, Headers headers, byte[] body) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns the headers. */
  public Headers headers() {
    return headers;
  }

  /** Returns where the response came from: after redirects, not where the request was sent to. */
  public URI uri() {
    return request.uri();
  }

  /** Returns the media type of the body, if the response says one that can be read. */
  public Optional<MediaType> contentType() {
    try {
      return headers.first("Content-Type").map(MediaType::parse);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Returns a copy of the body; it is empty where there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body as text, in the charset of the {@code Content-Type} or else in UTF-8. */
  public String text() {
    return new String(
        body, contentType().flatMap(MediaType::charset).orElse(StandardCharsets.UTF_8));
  }

  /**
   * Returns the body as JSON.
   *
   * @throws dev.coriolis.json.JsonException if it is none
   */
  public JsonNode json() {
    return Json.parse(body);
  }

  /**
   * Returns the body as an object of a class, a record for example, read from JSON.
   *
   * @throws dev.coriolis.json.JsonException if it is none, or does not fit
   */
  public <T> T json(Class<T> type) {
    return Json.read(body, type);
  }

  /**
   * Returns this response, if its status is below 400.
   *
   * @throws HttpStatusException if it is not; the message has the status, the method and the URL
   */
  public HttpResponse orThrow() {
    if (status >= FIRST_ERROR) {
      throw new HttpStatusException(status, request.method(), request.uri());
    }
    return this;
  }

  /** Returns the request, the status and the size of the body. */
  @Override
  public String toString() {
    return request + " -> " + status + ", " + body.length + " bytes";
  }
}
