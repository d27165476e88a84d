package dev.coriolis.testing;

/**
 * On what loop a {@link CoroutineTest} runs. Each test has one of its own.
 *
 * <pre>{@code
 * @CoroutineTest(TestLoop.VIRTUAL_TIME)
 * void takesNoTime() {
 *   await(delay(Duration.ofHours(1)));
 * }
 * }</pre>
 */
public enum TestLoop {
  /** A {@link dev.coriolis.loop.EventLoop}: real time, real sockets. */
  EVENT_LOOP,

  /** A {@link VirtualTimeLoop} that runs what is ready in its order. */
  VIRTUAL_TIME,

  /**
   * A {@link VirtualTimeLoop} that runs what is ready in an order by lot. A failure has the seed among its
   * suppressed exceptions; best used with a {@code @RepeatedTest}.
   */
  SHUFFLED
}
