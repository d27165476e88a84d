package dev.coriolis.loop;

import dev.coriolis.frame.Dispatcher;

/**
 * A task of an {@link EventLoop} that waits for its time.
 *
 * <pre>{@code
 * Timer timer = loop.schedule(Duration.ofSeconds(10), () -> print("late"));
 * timer.cancel();
 * }</pre>
 */
public interface Timer extends Dispatcher.Timer {

  /**
   * Gives the task up, unless it has begun; a second call does nothing.
   *
   * <p><b>Threads:</b> any.
   */
  @Override
  void cancel();
}
