package dev.coriolis.http.client;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections secure. Confined to the loop.
 *
 * <p>It reads the certificates of the JDK, which takes tens of MiB and blocks for a while: so it does that
 * when the first secure connection is wanted, and on a thread that may block.
 */
final class Tls {
  private final List<X509Certificate> trusted;
  private final Executor threads;
  private @Nullable CompletableFuture<SslContext> context;

  /**
   * Creates what has done nothing yet.
   *
   * @param trusted whose signatures are trusted; none for those that the JDK trusts
   * @param threads runs what blocks
   */
  Tls(List<X509Certificate> trusted, Executor threads) {
    this.trusted = trusted;
    this.threads = threads;
  }

  /** Completes when handlers can be made, on any thread; fails if this JDK has no TLS. */
  CompletableFuture<SslContext> ready() {
    if (context == null) {
      try {
        context = CompletableFuture.supplyAsync(() -> Trust.context(trusted), threads);
      } catch (RejectedExecutionException clientIsClosed) {
        return CompletableFuture.failedFuture(clientIsClosed);
      }
    }
    return context;
  }

  /** Returns the handler of a connection, after {@link #ready}. */
  SslHandler handler(Channel channel, Origin origin) {
    SslContext made = Objects.requireNonNull(context, "ready() comes first").join();
    // The name goes into SNI, and is compared with the certificate.
    SslHandler handler = made.newHandler(channel.alloc(), origin.host(), origin.port());
    // The attempt has a timer for all its phases.
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }
}
