package dev.coriolis.http.client;

import java.time.Duration;

/**
 * A request that took too long: to connect, or altogether.
 *
 * <pre>{@code
 * try {
 *   show(await(client.fetch(url), HttpTimeoutException.class));
 * } catch (HttpTimeoutException e) {
 *   print("too slow: " + e.host());
 * }
 * }</pre>
 */
public final class HttpTimeoutException extends HttpClientException {
  private static final long serialVersionUID = 1L;

  HttpTimeoutException(Phase phase, String host, Duration timeout) {
    super(phase, host, null, "not done within " + timeout.toMillis() + " ms");
  }
}
