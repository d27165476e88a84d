package dev.coriolis.http.server;

import dev.coriolis.http.Headers;

/**
 * Ends a request with a status and a message for the client.
 *
 * <pre>{@code
 * throw new HttpError(404, "there is no user " + id);
 * }</pre>
 *
 * <p>The server answers it with a small JSON body. It is the only exception whose message a client
 * sees.
 */
public final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Headers headers;

  /**
   * Creates an error.
   *
   * @param status from 400 to 599
   * @param message what the client is told
   * @throws IllegalArgumentException if {@code status} is no status of an error
   */
  public HttpError(int status, String message) {
    this(status, message, Headers.none());
  }

  /**
   * Creates an error whose answer has these headers besides the usual ones.
   *
   * @throws IllegalArgumentException if {@code status} is no status of an error
   */
  public HttpError(int status, String message, Headers headers) {
    super(message);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be from 400 to 599, was " + status);
    }
    this.status = status;
    this.headers = headers;
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the headers of the answer, besides the usual ones. */
  public Headers headers() {
    return headers;
  }
}
