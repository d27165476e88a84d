package dev.coriolis.http.server;

/**
 * How large a request may be.
 *
 * @param requestLine the bytes of its first line; more are a 414
 * @param headerBytes the bytes of its headers and trailers; more are a 431
 * @param headers the number of its headers; more are a 431
 * @param body the bytes of its body; more are a 413
 */
record Limits(int requestLine, int headerBytes, int headers, int body) {
  static final Limits DEFAULT = new Limits(8192, 16_384, 100, 10 * 1024 * 1024);

  Limits withBody(int bytes) {
    return new Limits(requestLine, headerBytes, headers, bytes);
  }

  Limits withHeaderBytes(int bytes) {
    return new Limits(requestLine, bytes, headers, body);
  }
}
