package dev.coriolis.http.client;

import dev.coriolis.http.HttpMethod;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Turns bytes into the parts of one response after the other, and knows whether more has come than belongs to
 * them.
 *
 * <p>A server that sends a body where there is none, as to HEAD, would have the rest of it read as the
 * beginning of the next response.
 */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int MAX_STATUS_LINE = 8192;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private boolean toHead;

  ResponseDecoder() {
    super(new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_STATUS_LINE)
        .setMaxHeaderSize(MAX_HEADER_BYTES));
  }

  /** Says to which method the next response is the answer. */
  void expectAnswerTo(HttpMethod method) {
    toHead = method.equals(HttpMethod.HEAD);
  }

  /** Returns whether there are bytes that are no part of a response yet. */
  boolean hasMore() {
    return actualReadableBytes() > 0;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return toHead || super.isContentAlwaysEmpty(message);
  }
}
