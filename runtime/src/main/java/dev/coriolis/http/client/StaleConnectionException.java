package dev.coriolis.http.client;

/**
 * A connection from the pool that turned out to be closed, with a request that may be sent again.
 *
 * <p>Never leaves the package: the request is sent again on a connection of its own.
 */
final class StaleConnectionException extends HttpClientException {
  private static final long serialVersionUID = 1L;

  StaleConnectionException(Phase phase, String host, Throwable cause) {
    super(phase, host, cause);
  }
}
