package dev.coriolis.http.client;

import dev.coriolis.frame.Frames;
import dev.coriolis.http.client.HttpClientException.Phase;
import dev.coriolis.loop.Timer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach an origin: looks its name up, tries its addresses in turn, makes the connection
 * secure. Confined to the loop.
 *
 * <pre>
 *   RESOLVE ---> CONNECT ---> TLS ---> opened
 *      |         |   ^ |       |         ^
 *      |         +---+ |       |         |
 *      |      next     +-----------------+  (http)
 *      +---------------+-------+---> failed
 * </pre>
 *
 * <p>The listener hears once of the end, or not at all after {@link #cancel}.
 */
final class Opening {
  private final Connector connector;
  private final Origin origin;
  private final Duration timeout;
  private final Listener listener;
  private Phase phase = Phase.RESOLVE;
  private boolean over;
  private @Nullable Timer timer;
  private @Nullable Channel channel;

  /** Hears how an attempt ended. */
  interface Listener {
    /** Takes the connection over. */
    void opened(Connection connection);

    /** Hears that there is none; the cause is a {@link TimeoutException} if time was up. */
    void notOpened(Phase reached, Throwable cause);
  }

  Opening(Connector connector, Origin origin, Duration timeout, Listener listener) {
    this.connector = connector;
    this.origin = origin;
    this.timeout = timeout;
    this.listener = listener;
  }

  Phase phase() {
    return phase;
  }

  void start() {
    timer = connector.loop().schedule(timeout, () -> fail(new TimeoutException()));
    var addresses = connector.addresses(origin);
    if (addresses.isDone()) {
      addresses.whenComplete(this::resolved);
    } else {
      addresses.whenComplete(
          (list, failure) -> connector.loop().execute(() -> resolved(list, failure)));
    }
  }

  private void resolved(@Nullable List<InetAddress> addresses, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (failure != null) {
      fail(Frames.unwrapped(failure));
    } else if (addresses != null) {
      phase = Phase.CONNECT;
      // An address that does not answer leaves time for the others.
      connect(addresses.iterator(), timeout.dividedBy(addresses.size()));
    }
  }

  private void connect(Iterator<InetAddress> addresses, Duration share) {
    Connection connection = new Connection(origin);
    ChannelFuture connected = connector.connect(addresses.next(), share, connection);
    channel = connected.channel();
    connected.addListener(done -> {
      if (over) {
        connected.channel().close();
      } else if (done.isSuccess()) {
        secure(connected.channel(), connection);
      } else if (addresses.hasNext()) {
        connect(addresses, share);
      } else {
        fail(done.cause());
      }
    });
  }

  private void secure(Channel socket, Connection connection) {
    if (!origin.secure()) {
      succeed(connection);
      return;
    }
    phase = Phase.TLS;
    Future<Channel> handshake = socket.pipeline().get(SslHandler.class).handshakeFuture();
    handshake.addListener(done -> {
      if (over) {
        return;
      }
      if (done.isSuccess()) {
        succeed(connection);
      } else {
        fail(done.cause());
      }
    });
  }

  private void succeed(Connection connection) {
    end();
    listener.opened(connection);
  }

  private void fail(Throwable cause) {
    if (over) {
      return;
    }
    cancel();
    listener.notOpened(phase, cause);
  }

  /** Gives the attempt up. */
  void cancel() {
    end();
    if (channel != null) {
      channel.close();
    }
  }

  private void end() {
    over = true;
    if (timer != null) {
      timer.cancel();
    }
  }
}
