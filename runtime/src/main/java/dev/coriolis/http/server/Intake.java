package dev.coriolis.http.server;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the parts of requests, in the order in which they came: while one request is handled, those of the
 * next ones wait. Confined to the loop.
 */
final class Intake {
  private final Connection connection;
  private final RequestReader reader;
  private final Deque<HttpObject> waiting = new ArrayDeque<>();
  private boolean taking;

  Intake(Connection connection, RequestReader reader) {
    this.connection = connection;
    this.reader = reader;
  }

  /** Takes a part, at once or after those that wait; it is released then. */
  void add(HttpObject part) {
    if (connection.isClosing()) {
      ReferenceCountUtil.release(part);
    } else if (connection.isBusy() || !waiting.isEmpty()) {
      waiting.add(part);
    } else {
      accept(part);
    }
  }

  /** Returns whether no part waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Returns whether parts that have waited are being taken. */
  boolean isTaking() {
    return taking;
  }

  /** Takes the parts that wait, up to the end of a request that is not answered at once. */
  void take() {
    taking = true;
    while (!connection.isBusy() && !connection.isClosing() && !waiting.isEmpty()) {
      accept(waiting.remove());
    }
    taking = false;
  }

  /** Gives up the parts that wait. */
  void release() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  private void accept(HttpObject part) {
    try {
      if (part instanceof HttpRequest head) {
        reader.begin(head);
        connection.headRead();
      } else if (part instanceof HttpContent piece && connection.isReadingBody()) {
        Request request = reader.append(piece);
        if (request != null) {
          connection.handle(request);
        }
      }
    } catch (HttpError refusal) {
      connection.refuse(refusal);
    } finally {
      ReferenceCountUtil.release(part);
    }
  }
}
