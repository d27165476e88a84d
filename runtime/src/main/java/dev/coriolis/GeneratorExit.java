package dev.coriolis;

/**
 * Thrown by {@link Generator#emit} in a generator that is closed, so that its {@code finally} blocks
 * run.
 *
 * <pre>{@code
 * @Coroutine
 * Generator<Integer, Void> numbers() {
 *   try {
 *     emit(1);
 *   } catch (GeneratorExit e) {
 *     print("closed before its end");
 *     throw e;
 *   }
 *   return end();
 * }
 * }</pre>
 *
 * <p>It is an error, as {@code ThreadDeath} was, so that a {@code catch (Exception e)} around an emit
 * does not keep the generator alive. Who catches it has to throw it on, or to end.
 */
public final class GeneratorExit extends Error {
  private static final long serialVersionUID = 1L;

  /** Creates the error that the woven frame of a generator throws; nobody else needs one. */
  public GeneratorExit() {
    super("the generator was closed");
  }
}
