package dev.coriolis.http.client;

import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.HttpStatus;
import java.net.URI;

/**
 * A response whose status says that the request failed. See {@link HttpResponse#orThrow}.
 *
 * <pre>{@code
 * try {
 *   show(await(client.fetch(url)).orThrow().json());
 * } catch (HttpStatusException e) {
 *   print("the server says " + e.status());
 * }
 * }</pre>
 */
public final class HttpStatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpStatusException(int status, HttpMethod method, URI uri) {
    super(method + " " + uri + " was answered with " + status + " " + HttpStatus.reason(status));
    this.status = status;
  }

  /** Returns the status code of the response. */
  public int status() {
    return status;
  }
}
