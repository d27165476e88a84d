package dev.coriolis.adapt;

import java.util.concurrent.CompletionStage;

/**
 * What is done with each element of a publisher; a lambda of it may be a coroutine.
 *
 * <pre>{@code
 * Work<Integer> store = reading -> client.fetch(url + "?reading=" + reading);
 * await(Publishers.each(readings, store));
 * }</pre>
 */
@FunctionalInterface
public interface Work<T> {

  /**
   * Starts the work on an element, and returns the stage of its end.
   *
   * @throws Exception whatever it likes; that fails the whole
   */
  CompletionStage<?> start(T element) throws Exception;
}
