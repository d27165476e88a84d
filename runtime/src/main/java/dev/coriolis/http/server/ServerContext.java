package dev.coriolis.http.server;

import dev.coriolis.loop.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one server share.
 *
 * @param loop the loop they run on
 * @param handler answers their requests
 * @param options what the server was built with
 * @param responses turns responses into Netty's
 * @param connections knows the open ones
 */
record ServerContext(
    EventLoop loop,
    Handler handler,
    ServerOptions options,
    ResponseWriter responses,
    Connections connections) {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** Runs a task on the loop: at once, if that is the calling thread. From any thread. */
  void inLoop(Runnable task) {
    if (loop.inLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the loop {} has ended, and with it its connections", loop.name());
    }
  }
}
