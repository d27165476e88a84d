package dev.coriolis.web;

import dev.coriolis.http.Headers;
import dev.coriolis.http.server.Exchange;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletionStage;

/** The response of a {@link RequestHandler} until it is sent. */
final class ResponseBuffer {
  private final Headers.Builder headers = Headers.builder();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;
  private boolean sent;

  void status(int code) {
    requireNotSent();
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("status must be from 200 to 599, was " + code);
    }
    status = code;
  }

  Headers.Builder headers() {
    requireNotSent();
    return headers;
  }

  /** Adds to the body; the first addition says what it is, unless that was set. */
  void write(byte[] bytes, String contentType) {
    requireNotSent();
    if (!headers.build().contains("Content-Type")) {
      headers.set("Content-Type", contentType);
    }
    body.writeBytes(bytes);
  }

  CompletionStage<Void> send(Exchange exchange) {
    requireNotSent();
    sent = true;
    if (!headers.build().contains("X-Content-Type-Options")) {
      headers.set("X-Content-Type-Options", "nosniff");
    }
    return exchange.respond(status, headers.build(), body.toByteArray());
  }

  private void requireNotSent() {
    if (sent) {
      throw new IllegalStateException("the response was sent before");
    }
  }
}
