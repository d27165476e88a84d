package dev.coriolis.http.server;

import dev.coriolis.http.Headers;
import java.util.concurrent.CompletionStage;

/**
 * Has a last look at a response, after the handler has given it and before it is sent.
 *
 * <pre>{@code
 * exchange.beforeResponse((status, headers) ->
 *     completedFuture(headers.toBuilder().set("X-Status", String.valueOf(status)).build()));
 * }</pre>
 *
 * <p><b>Threads:</b> called on the server's event loop. It must not block.
 */
@FunctionalInterface
public interface ResponseStep {

  /**
   * Returns the headers with which the response is sent; it is held back until the stage completes. If
   * it fails, the failure is logged and a 500 is sent instead.
   *
   * @param status the status of the response
   * @param headers the headers it has so far
   */
  CompletionStage<Headers> headers(int status, Headers headers);
}
