package dev.coriolis.http.server;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What is still to be done to a response before it is sent: the last step that was added first. */
final class ResponseSteps {
  /** Replaced by each that is added: most responses have none. */
  private volatile List<ResponseStep> steps = List.of();

  synchronized void add(ResponseStep step) {
    List<ResponseStep> more = new ArrayList<>(steps);
    more.add(0, step);
    steps = List.copyOf(more);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Returns the response as the steps have left it. */
  @Coroutine
  CompletionStage<Response> take(Response response) {
    Headers headers = response.headers();
    for (ResponseStep step : steps) {
      headers = await(step.headers(response.status(), headers));
    }
    return completedFuture(new Response(response.status(), headers, response.body()));
  }
}
