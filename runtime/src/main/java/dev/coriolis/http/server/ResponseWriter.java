package dev.coriolis.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.InstantSource;

/** Turns responses into Netty's, with the headers that are the server's own. */
final class ResponseWriter {
  /** Names and values were checked when they became {@link dev.coriolis.http.Headers}. */
  private static final HttpHeadersFactory UNCHECKED =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private final DateHeader date;

  ResponseWriter(InstantSource clock) {
    date = new DateHeader(clock);
  }

  /** What becomes of the connection after the response. */
  enum Connect {
    /** It stays open, as is the rule. */
    KEEP,
    /** It stays open, which a client of HTTP/1.0 has to be told. */
    KEEP_HTTP_1_0,
    /** It is closed. */
    CLOSE
  }

  /** Returns what tells a client to send the body that it has announced. */
  static FullHttpResponse goOn() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /** Returns the message to write. Its body is left out for HEAD, but not its length. */
  FullHttpResponse message(Response response, boolean isHead, Connect connect) {
    ByteBuf body = isHead || response.isBodiless()
        ? Unpooled.EMPTY_BUFFER
        : Unpooled.wrappedBuffer(response.body());
    FullHttpResponse message = new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(response.status()),
        body,
        UNCHECKED,
        UNCHECKED);
    HttpHeaders headers = message.headers();
    response.headers().forEach(headers::add);
    headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    if (response.isBodiless()) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    } else {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    if (!headers.contains(HttpHeaderNames.DATE)) {
      headers.set(HttpHeaderNames.DATE, date.value());
    }
    if (connect == Connect.CLOSE) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (connect == Connect.KEEP_HTTP_1_0) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return message;
  }
}
