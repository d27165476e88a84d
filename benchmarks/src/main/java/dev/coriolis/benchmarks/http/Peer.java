package dev.coriolis.benchmarks.http;

import java.net.URI;

/**
 * A server as its users write it, with three routes: {@code /plaintext}, {@code /json}, and {@code
 * /aggregate}, which fetches the JSON of a backend and answers with it inside its own.
 */
interface Peer {
  /** What {@code /plaintext} answers. */
  String TEXT = "Hello, World!";

  /** Starts the server on a free port of 127.0.0.1, and returns the port. */
  int start(URI backend) throws Exception;
}
