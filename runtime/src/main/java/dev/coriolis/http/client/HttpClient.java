package dev.coriolis.http.client;

import dev.coriolis.Coroutines;
import dev.coriolis.Deadline;
import dev.coriolis.loop.EventLoop;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over HTTP/1.1, in clear or with TLS, without blocking a thread.
 *
 * <pre>{@code
 * HttpResponse response = await(client.fetch("https://example.org/users"));
 * if (response.status() == 200) {
 *   show(response.json());
 * }
 * }</pre>
 *
 * <p>A response of any status is a response. What gets none fails with an {@link
 * HttpClientException}; what takes too long, with an {@link HttpTimeoutException}; what is no URL,
 * with an {@link IllegalArgumentException}.
 *
 * <p>Connections are kept and used again: at most 16 to an origin and 64 altogether, idle ones for 60
 * seconds; requests beyond that wait in their order. Redirects are followed, at most 5; credentials do
 * not go along to another origin. Compressed bodies are decompressed. A request on a kept connection
 * that the server has closed meanwhile is sent once more, if it is idempotent or was not sent.
 *
 * <p><b>Threads:</b> any. All work is done on the loop of the client, but for the lookup of names,
 * which the JDK does blocking: that has up to four threads of its own.
 *
 * <p><b>Cancellation:</b> cancelling what {@code fetch} returned takes the request out of the queue, or
 * closes its connection.
 *
 * <p><b>Lifetime:</b> whoever made the client closes it. One client is for many requests.
 */
public final class HttpClient implements AutoCloseable {
  private final EventLoop loop;
  private final Resolver resolver;
  private final ConnectionPool pool;
  private final Timeouts timeouts;
  private final int maxRedirects;
  private final int maxBodyBytes;

  /** What goes on. Touched by the loop's thread only, and {@link #tickets} and {@link #closed}. */
  private final Expiry fetches;

  private long tickets;
  private boolean closed;

  private HttpClient(Builder builder, EventLoop loop) {
    this.loop = loop;
    resolver = new Resolver(loop.name());
    timeouts = new Timeouts(builder.connectTimeout, builder.timeout);
    fetches = new Expiry(loop, builder.timeout);
    maxRedirects = builder.maxRedirects;
    maxBodyBytes = builder.maxBodyBytes;
    pool = new ConnectionPool(
        new Connector(loop, resolver, new Tls(builder.trusted, resolver.threads())),
        new ConnectionPool.Limits(
            builder.maxConnectionsPerOrigin, builder.maxConnections, builder.idleTimeout));
  }

  /**
   * Returns a client with every option at its default, on the loop of the calling thread.
   *
   * @throws IllegalStateException if the thread belongs to no loop
   */
  public static HttpClient create() {
    return builder().build();
  }

  /** Returns a client with every option at its default. */
  public static HttpClient create(EventLoop loop) {
    return builder().loop(loop).build();
  }

  /** Returns a builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sends a GET request. A text that is no URL fails the stage. */
  public CompletionStage<HttpResponse> fetch(String url) {
    try {
      return fetch(HttpRequest.get(url));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Sends a GET request. A URI that is no absolute http or https URL fails the stage. */
  public CompletionStage<HttpResponse> fetch(URI uri) {
    try {
      return fetch(HttpRequest.builder(uri).build());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Sends a request. */
  public CompletionStage<HttpResponse> fetch(HttpRequest request) {
    Duration left = Deadline.remaining();
    if (loop.inLoop()) {
      return start(request, left);
    }
    try {
      return loop.launch(() -> start(request, left));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<HttpResponse> start(HttpRequest request, Duration left) {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the HTTP client is closed"));
    }
    Fetch fetch = new Fetch(this, request, timeouts.of(request).within(left), tickets++);
    try {
      fetches.add(fetch);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
    return fetch.run();
  }

  /** Hears that a fetch is over. */
  void ended(Fetch fetch) {
    fetches.remove(fetch);
  }

  EventLoop loop() {
    return loop;
  }

  ConnectionPool pool() {
    return pool;
  }

  int maxRedirects() {
    return maxRedirects;
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }

  /**
   * Fails the requests that go on, closes all connections, and ends the threads that look names up.
   *
   * <p>Returns when that is done, or when the calling thread is interrupted. A second call does
   * nothing.
   */
  @Override
  public void close() {
    resolver.close();
    if (loop.inLoop()) {
      shutDown();
      return;
    }
    try {
      loop.launch(() -> {
            shutDown();
            return Coroutines.done();
          })
          .get();
    } catch (RejectedExecutionException | CancellationException loopHasEnded) {
      // And with it, its sockets.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the HTTP client could not be closed", e.getCause());
    }
  }

  private void shutDown() {
    closed = true;
    pool.close();
    fetches.all().forEach(Fetch::shutDown);
    fetches.stop();
  }

  /** Builds an {@link HttpClient}. Not safe for use by several threads. */
  public static final class Builder {
    private @Nullable EventLoop loop;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration timeout = Duration.ofSeconds(20);
    private Duration idleTimeout = Duration.ofSeconds(60);
    private int maxRedirects = 5;
    private int maxBodyBytes = 10 * 1024 * 1024;
    private int maxConnectionsPerOrigin = 16;
    private int maxConnections = 64;
    private List<X509Certificate> trusted = List.of();

    private Builder() {}

    /** Sets the loop. Default: that of the thread that calls {@link #build}. */
    public Builder loop(EventLoop value) {
      loop = value;
      return this;
    }

    /**
     * Sets how long a connection may take to open, the name lookup and the TLS handshake included.
     * Default: 5 seconds.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder connectTimeout(Duration value) {
      connectTimeout = Timeouts.positive("connectTimeout", value);
      return this;
    }

    /**
     * Sets how long a request may take altogether: the wait for a connection, redirects and body
     * included. Default: 20 seconds. A {@link Deadline} of the caller that is earlier holds.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder timeout(Duration value) {
      timeout = Timeouts.positive("timeout", value);
      return this;
    }

    /**
     * Sets how long a connection is kept without being used. Default: 60 seconds.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder idleTimeout(Duration value) {
      idleTimeout = Timeouts.positive("idleTimeout", value);
      return this;
    }

    /**
     * Sets how many redirects are followed; one more is a failure. With 0 a redirect is a response like
     * any other. Default: 5.
     *
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Builder maxRedirects(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("maxRedirects must not be negative, was " + value);
      }
      maxRedirects = value;
      return this;
    }

    /**
     * Sets how many bytes the body of a response may have, before and after it is decompressed; a longer
     * one is a failure. Default: 10 MiB.
     *
     * @throws IllegalArgumentException if {@code value} is not positive
     */
    public Builder maxBodyBytes(int value) {
      maxBodyBytes = positive("maxBodyBytes", value);
      return this;
    }

    /**
     * Sets how many connections there may be to one origin: scheme, host and port. Default: 16.
     *
     * @throws IllegalArgumentException if {@code value} is not positive
     */
    public Builder maxConnectionsPerOrigin(int value) {
      maxConnectionsPerOrigin = positive("maxConnectionsPerOrigin", value);
      return this;
    }

    /**
     * Sets how many connections there may be altogether. Default: 64.
     *
     * @throws IllegalArgumentException if {@code value} is not positive
     */
    public Builder maxConnections(int value) {
      maxConnections = positive("maxConnections", value);
      return this;
    }

    /**
     * Trusts the certificates of a PEM file, and whatever they have signed, in place of those that
     * the JDK trusts.
     *
     * @throws IllegalArgumentException if the file cannot be read, or has no certificate
     */
    public Builder trustCertificates(Path pem) {
      trusted = Trust.read(pem);
      return this;
    }

    /**
     * Trusts these certificates, and whatever they have signed, in place of those that the JDK trusts.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Builder trustCertificates(X509Certificate... certificates) {
      if (certificates.length == 0) {
        throw new IllegalArgumentException("there must be a certificate to trust");
      }
      trusted = List.of(certificates);
      return this;
    }

    /**
     * Returns the client.
     *
     * @throws IllegalStateException if no loop was set, and the thread belongs to none
     */
    public HttpClient build() {
      EventLoop own = loop == null ? EventLoop.current() : loop;
      return new HttpClient(this, own);
    }

    private static int positive(String name, int value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be positive, was " + value);
      }
      return value;
    }
  }
}
