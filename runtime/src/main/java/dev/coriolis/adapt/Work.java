package dev.coriolis.adapt;

import java.util.concurrent.CompletionStage;

/** What is done with each element of a publisher; a lambda of it may be a coroutine. */
@FunctionalInterface
public interface Work<T> {

  /**
   * Starts the work on an element, and returns the stage of its end.
   *
   * @throws Exception whatever it likes; that fails the whole
   */
  CompletionStage<?> start(T element) throws Exception;
}
