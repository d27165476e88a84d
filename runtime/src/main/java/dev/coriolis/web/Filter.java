package dev.coriolis.web;

import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.util.concurrent.CompletionStage;

/**
 * Stands before handlers: answers a request itself, or lets it through.
 *
 * <pre>{@code
 * Filter internal = (exchange, next) -> {
 *   if (!exchange.client().getAddress().isLoopbackAddress()) {
 *     throw new HttpError(403, "only from this machine");
 *   }
 *   return next.handle(exchange);
 * };
 * }</pre>
 *
 * <p>What it wants to change of the response, it says beforehand: {@link Exchange#addResponseHeader},
 * {@link Exchange#beforeResponse}. What it awaits after {@code next} comes after the response.
 *
 * <p><b>Threads:</b> called on the server's event loop. It must not block.
 *
 * <p><b>Cancellation:</b> as of a {@link Handler}: its stage is cancelled when the client goes away,
 * and it then has to cancel that of {@code next}, as an {@code await} does.
 */
@FunctionalInterface
public interface Filter {

  /**
   * Handles one request.
   *
   * @param next the filters behind this one, and the handler; called at most once
   * @return the end of the work, that of {@code next} included
   * @throws Exception if the filter or {@code next} fails; it is answered as for a handler
   */
  CompletionStage<?> filter(Exchange exchange, Handler next) throws Exception;

  /** Returns a handler with this filter before it. */
  default Handler around(Handler handler) {
    return exchange -> filter(exchange, handler);
  }
}
