package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;

import dev.coriolis.Coroutine;
import java.util.concurrent.CompletionStage;

/** Runs the handler for one request, and sees to it that the request is answered in the end. */
final class HandlerRun {
  private final Handler handler;

  HandlerRun(Handler handler) {
    this.handler = handler;
  }

  /** Completes when the handler has ended; never fails. */
  @Coroutine
  CompletionStage<Void> run(Exchange exchange) {
    try {
      await(handle(exchange));
      if (!exchange.isAnswered()) {
        exchange.fail(new IllegalStateException("the handler ended without an answer"));
      }
    } catch (Throwable failure) {
      exchange.fail(failure);
    }
    return done();
  }

  private CompletionStage<?> handle(Exchange exchange) throws Exception {
    CompletionStage<?> stage = handler.handle(exchange);
    if (stage == null) {
      throw new NullPointerException("the handler returned null instead of a stage");
    }
    return stage;
  }
}
