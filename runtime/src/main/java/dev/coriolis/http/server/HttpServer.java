package dev.coriolis.http.server;

import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.EventLoops;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * An HTTP/1.1 server on an event loop, or on several.
 *
 * <pre>{@code
 * HttpServer server = await(HttpServer.builder(loop, router).port(8080).start());
 * await(server.stop());
 * }</pre>
 *
 * <p>Connections are kept alive, and requests that are pipelined on one are answered one after the
 * other. A request ends when its response was written and its handler has ended. Requests that are
 * malformed, ambiguous, too large or too slow are refused with a status from 400 to 505 and a small
 * JSON body, before any handler sees them.
 *
 * <p><b>Threads:</b> any thread may call any method. A handler runs on the loop of its connection.
 *
 * <p><b>Cancellation:</b> when a client goes away before it has its response, the stage of its handler
 * is cancelled. A client that closes only its sending side has gone.
 *
 * <p><b>Lifetime:</b> whoever started the server stops it, before the loop is closed.
 */
public final class HttpServer implements AutoCloseable {
  private final List<ServerPart> parts;
  private final Channel listener;
  private final InetSocketAddress address;

  HttpServer(List<ServerPart> parts, Channel listener) {
    this.parts = parts;
    this.listener = listener;
    this.address = (InetSocketAddress) listener.localAddress();
  }

  /** Returns a builder with every option at its default. */
  public static Builder builder(EventLoop loop, Handler handler) {
    return new Builder(List.of(loop), handler);
  }

  /**
   * Returns a builder of a server that uses several loops, with every option at its default. Each
   * connection stays on one of them, and so do the handlers of its requests: those of different
   * connections run at the same time.
   */
  public static Builder builder(EventLoops loops, Handler handler) {
    return new Builder(loops.loops(), handler);
  }

  /** Returns the port on which the server listens. */
  public int port() {
    return address.getPort();
  }

  /** Returns the URL of the server's root; of the loopback address, if it listens on all addresses. */
  public URI uri() {
    String host = address.getAddress().isAnyLocalAddress()
        ? "127.0.0.1"
        : address.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + "/");
  }

  /**
   * Stops the server: listens no more, answers what has begun and closes the connections after it.
   * Those without a request stay open for 100 milliseconds, since one may be on its way. What still
   * runs when the grace period ends is cancelled, and its connections are closed.
   *
   * @return completes when that is done; it never fails
   */
  public CompletionStage<Void> stop() {
    listener.close();
    CompletableFuture<?>[] ends =
        parts.stream().map(part -> part.stop(this)).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(ends).minimalCompletionStage();
  }

  /**
   * Stops the server and waits for it, as {@link #stop} does; the thread of a loop does not wait.
   * Returns early if the caller is interrupted.
   */
  @Override
  public void close() {
    CompletionStage<Void> stopping = stop();
    if (parts.stream().anyMatch(part -> part.loop().inLoop())) {
      return;
    }
    try {
      stopping.toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stop never fails", e);
    }
  }

  /** Returns the address on which the server listens. */
  @Override
  public String toString() {
    return "HttpServer[" + uri() + "]";
  }

  /** Builds and starts an {@link HttpServer}. Not safe for use by several threads. */
  public static final class Builder {
    private final List<EventLoop> loops;
    private final Handler handler;
    private ServerOptions options = ServerOptions.DEFAULT;

    private Builder(List<EventLoop> loops, Handler handler) {
      this.loops = loops;
      this.handler = handler;
    }

    /**
     * Sets the name or address to listen on. Default: 127.0.0.1, which no other machine can reach;
     * {@code 0.0.0.0} is every address of this one.
     */
    public Builder host(String host) {
      options = options.withHost(host);
      return this;
    }

    /**
     * Sets the port to listen on; 0 is a free one. Default: 8080.
     *
     * @throws IllegalArgumentException if {@code port} is not from 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, was " + port);
      }
      options = options.withPort(port);
      return this;
    }

    /**
     * Sets how many bytes the headers of a request may have. Default: 16384.
     *
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Builder maxHeaderBytes(int bytes) {
      requirePositive("maxHeaderBytes", bytes);
      options = options.withLimits(options.limits().withHeaderBytes(bytes));
      return this;
    }

    /**
     * Sets how many bytes the body of a request may have. Default: 10 MiB.
     *
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Builder maxBodyBytes(int bytes) {
      requirePositive("maxBodyBytes", bytes);
      options = options.withLimits(options.limits().withBody(bytes));
      return this;
    }

    /**
     * Sets how long the headers of a request may take from its first byte. Default: 10 seconds.
     *
     * @throws IllegalArgumentException if {@code timeout} is zero or negative
     */
    public Builder headerTimeout(Duration timeout) {
      requirePositive("headerTimeout", timeout);
      options = options.withDeadlines(options.deadlines().withHead(timeout));
      return this;
    }

    /**
     * Sets how long a client may send nothing of its body, or take nothing of its response. Default:
     * 60 seconds.
     *
     * @throws IllegalArgumentException if {@code timeout} is zero or negative
     */
    public Builder progressTimeout(Duration timeout) {
      requirePositive("progressTimeout", timeout);
      options = options.withDeadlines(options.deadlines().withProgress(timeout));
      return this;
    }

    /**
     * Sets how long a connection may wait for a request. Default: 75 seconds.
     *
     * @throws IllegalArgumentException if {@code timeout} is zero or negative
     */
    public Builder idleTimeout(Duration timeout) {
      requirePositive("idleTimeout", timeout);
      options = options.withDeadlines(options.deadlines().withIdle(timeout));
      return this;
    }

    /**
     * Sets how long a stop waits for requests to end; it takes no longer than they do. Default: 20
     * seconds, so that what is cancelled then has ended before {@code EventLoop.run} waits no more.
     *
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public Builder gracePeriod(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("gracePeriod must not be negative, was " + time);
      }
      options = options.withGrace(time);
      return this;
    }

    /**
     * Starts the server.
     *
     * @return the server once it listens; fails with an {@link java.io.IOException} that names host
     *     and port if it cannot
     */
    public CompletionStage<HttpServer> start() {
      return new Listener(loops, handler, options).listen();
    }

    private static void requirePositive(String name, int value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be positive, was " + value);
      }
    }

    private static void requirePositive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " must be positive, was " + value);
      }
    }
  }
}
