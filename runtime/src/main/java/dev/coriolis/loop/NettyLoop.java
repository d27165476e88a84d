package dev.coriolis.loop;

import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Netty's loop over the JDK's selector, whose sockets can be closed before it ends. */
final class NettyLoop extends SingleThreadIoEventLoop {
  /** After so much time with tasks only, it looks at its sockets again; Netty's default is 1 s. */
  private static final Duration LONGEST_TASK_RUN = Duration.ofMillis(10);

  NettyLoop(ThreadFactory threads) {
    super(
        null,
        new ThreadPerTaskExecutor(threads),
        NioIoHandler.newFactory(),
        Integer.MAX_VALUE,
        RejectedExecutionHandlers.reject(),
        LONGEST_TASK_RUN.toMillis());
  }

  /**
   * Closes all sockets. Called on the loop's thread, before the shutdown: Netty does the same only in
   * the round after that began, and without a quiet period there may be no such round.
   */
  void closeSockets() {
    ioHandler().prepareToDestroy();
  }
}
