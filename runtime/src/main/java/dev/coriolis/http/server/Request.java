package dev.coriolis.http.server;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import java.net.InetSocketAddress;

/**
 * One request as it was received, complete with its body.
 *
 * @param method its method
 * @param target its path and query
 * @param headers its headers
 * @param body its body, without bytes if it has none
 * @param client the address it came from
 */
record Request(
    HttpMethod method,
    RequestTarget target,
    Headers headers,
    byte[] body,
    InetSocketAddress client) {

  /** Returns the method and the path, as a log names a request. */
  @Override
  public String toString() {
    return method + " " + target.path();
  }
}
