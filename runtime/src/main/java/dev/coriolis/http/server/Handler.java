package dev.coriolis.http.server;

import java.util.concurrent.CompletionStage;

/**
 * Answers requests.
 *
 * <pre>{@code
 * Handler hello = exchange -> exchange.respondText(200, "hello");
 * }</pre>
 *
 * <p><b>Threads:</b> called on the server's event loop. It must not block.
 *
 * <p><b>Cancellation:</b> the returned stage is cancelled when the client goes away before it has its
 * answer, and when the server's grace period ends.
 */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one request.
   *
   * @return the end of the handler's work, whatever its value; by then the exchange must have been
   *     answered, or the answer is a 500
   * @throws Exception if the handler fails: an {@link HttpError} is answered with its status,
   *     anything else is logged and answered with 500, and so is a stage that fails
   */
  CompletionStage<?> handle(Exchange exchange) throws Exception;
}
