package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpStatus;
import dev.coriolis.http.MediaType;
import dev.coriolis.json.Json;

/**
 * One response before it is written.
 *
 * @param status its status
 * @param headers its headers, without those of the connection
 * @param body its body
 */
record Response(int status, Headers headers, byte[] body) {
  /** Of a response in plain text. */
  static final Headers TEXT_HEADERS =
      Headers.of("Content-Type", MediaType.TEXT.toString(), "X-Content-Type-Options", "nosniff");

  /** Of a response in JSON. */
  static final Headers JSON_HEADERS = Headers.of(
      "Content-Type", "application/json; charset=utf-8", "X-Content-Type-Options", "nosniff");

  Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be from 200 to 599, was " + status);
    }
  }

  /** Returns the answer to a request that failed: a small JSON object. */
  static Response error(int status, String message, Headers more) {
    Headers.Builder headers = more.toBuilder();
    JSON_HEADERS.forEach(headers::set);
    // The message may quote what a client sent, half a surrogate pair for example.
    String sendable = new String(message.getBytes(UTF_8), UTF_8);
    byte[] body = Json.write(
        Json.object("status", status, "error", HttpStatus.reason(status), "message", sendable));
    return new Response(status, headers.build(), body);
  }

  /** Returns whether a response of this status has no body, whatever was given to it. */
  boolean isBodiless() {
    return status == 204 || status == 304;
  }
}
