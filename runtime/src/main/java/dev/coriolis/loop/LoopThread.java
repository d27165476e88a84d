package dev.coriolis.loop;

import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.DispatcherThread;
import io.netty.util.concurrent.FastThreadLocalThread;

/** The one thread of an event loop. */
final class LoopThread extends FastThreadLocalThread implements DispatcherThread {
  private final EventLoop loop;

  LoopThread(EventLoop loop, Runnable body) {
    super(body, loop.name());
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  @Override
  public Dispatcher dispatcher() {
    return loop.turns();
  }

  @Override
  public void run() {
    try {
      super.run();
    } finally {
      loop.ended();
    }
  }
}
