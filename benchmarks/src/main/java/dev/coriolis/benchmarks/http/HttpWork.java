package dev.coriolis.benchmarks.http;

import java.util.Map;

/** What is asked of the servers, and what the CPU time of Coriolis may be, as a ratio to others'. */
enum HttpWork {
  PLAINTEXT("/plaintext", false, Map.of("netty", 1.05, "vertx", 1.0, "helidon", 0.9)),
  JSON("/json", false, Map.of("netty", 1.05, "vertx", 1.0, "helidon", 0.9)),
  AGGREGATE("/aggregate", false, Map.of("netty", 1.10, "vertx", 0.87)),
  PIPELINED("/plaintext", true, Map.of("netty", 1.15));

  private final String path;
  private final boolean pipelined;
  private final Map<String, Double> targets;

  HttpWork(String path, boolean pipelined, Map<String, Double> targets) {
    this.path = path;
    this.pipelined = pipelined;
    this.targets = targets;
  }

  String path() {
    return path;
  }

  /** Returns whether eight requests are sent at a time. */
  boolean pipelined() {
    return pipelined;
  }

  /** Returns the ratio that is not to be exceeded, by the name of the peer. */
  Map<String, Double> targets() {
    return targets;
  }
}
