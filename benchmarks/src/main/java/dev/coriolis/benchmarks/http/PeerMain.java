package dev.coriolis.benchmarks.http;

import java.net.URI;

/** The process of one peer: says its port, and serves until it is ended. */
final class PeerMain {
  private PeerMain() {}

  /**
   * Starts a peer.
   *
   * @param arguments the name of the peer, and the URI of the backend
   */
  public static void main(String[] arguments) throws Exception {
    Peer peer = switch (arguments[0]) {
      case "coriolis" -> new CoriolisPeer();
      case "netty" -> new NettyPeer();
      case "vertx" -> new VertxPeer();
      case "javalin" -> new JavalinPeer();
      case "jdk" -> new JdkPeer();
      default -> throw new IllegalArgumentException("there is no peer " + arguments[0]);
    };
    int port = peer.start(URI.create(arguments[1]));
    PeerProcess.announce(port);
    Thread.currentThread().join();
  }
}
