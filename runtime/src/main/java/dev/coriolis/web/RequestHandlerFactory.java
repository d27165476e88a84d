package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;

import dev.coriolis.Coroutine;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes a {@link RequestHandler} for each request, and leads it through its life. */
final class RequestHandlerFactory implements Handler {
  private final Supplier<? extends RequestHandler> factory;

  RequestHandlerFactory(Supplier<? extends RequestHandler> factory) {
    this.factory = factory;
  }

  @Override
  @Coroutine
  public CompletionStage<Void> handle(Exchange exchange) {
    RequestHandler handler = factory.get();
    handler.begin(exchange);
    try {
      await(handler.prepare());
      if (!handler.isFinished()) {
        await(handler.dispatch());
      }
      if (!handler.isFinished()) {
        await(handler.finish());
      }
    } catch (Throwable failure) {
      await(exchange.fail(failure));
    }
    await(handler.onFinish());
    return done();
  }
}
