package dev.coriolis.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All servers that are compared, and how each is started. */
final class Peers {
  private static final String HELIDON = "helidon";

  private Peers() {}

  /** Returns their names: the limit first. Helidon is one where it was built, with JDK 21 or later. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("netty", "coriolis", "vertx", "javalin", "jdk"));
    if (Runtime.version().feature() >= 21 && Files.exists(helidon())) {
      names.add(HELIDON);
    }
    return names;
  }

  /** Starts one in a process of its own, with the same flags for all. */
  static PeerProcess start(String name, URI backend) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms256m",
        "-Xmx256m",
        "-XX:+UseSerialGC"));
    if (name.equals(HELIDON)) {
      command.addAll(List.of("-jar", helidon().toString(), backend.toString()));
    } else {
      command.addAll(List.of(
          "-cp",
          System.getProperty("java.class.path"),
          PeerMain.class.getName(),
          name,
          backend.toString()));
    }
    return PeerProcess.start(name, command);
  }

  private static Path helidon() {
    try {
      Path own = Path.of(
          Peers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.resolveSibling("../helidon-peer/target/coriolis-benchmarks-helidon-peer.jar")
          .normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
