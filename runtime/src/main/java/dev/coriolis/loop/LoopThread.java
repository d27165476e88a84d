package dev.coriolis.loop;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.DispatcherThread;
import io.netty.util.concurrent.FastThreadLocalThread;

/** The one thread of an event loop. */
final class LoopThread extends FastThreadLocalThread implements DispatcherThread {
  private final EventLoop loop;
  private Context context;

  LoopThread(EventLoop loop, Runnable body) {
    super(body, loop.name());
    this.loop = loop;
    this.context = Context.of(loop.dispatcher());
  }

  EventLoop loop() {
    return loop;
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void context(Context next) {
    context = next;
  }

  @Override
  public void run() {
    RowWatch watch = loop.watch(this);
    LoopMonitor.SHARED.add(watch);
    try {
      super.run();
    } finally {
      LoopMonitor.SHARED.remove(watch);
      loop.ended();
    }
  }
}
