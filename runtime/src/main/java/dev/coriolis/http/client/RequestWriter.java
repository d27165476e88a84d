package dev.coriolis.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Set;

/** Makes the message that is sent of a request, with the headers that the client adds. */
final class RequestWriter {
  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final CharSequence USER_AGENT = AsciiString.cached("Coriolis");
  private static final CharSequence ACCEPTED_ENCODINGS = AsciiString.cached(BodyDecoder.ACCEPTED);

  /** Names and values were checked when they became {@link dev.coriolis.http.Headers}. */
  private static final HttpHeadersFactory UNCHECKED =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private RequestWriter() {}

  static FullHttpRequest write(HttpRequest request) {
    // An array that is wrapped needs no release.
    ByteBuf body = Unpooled.wrappedBuffer(request.sharedBody());
    FullHttpRequest message = new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.valueOf(request.method().name()),
        RequestUri.target(request.uri()),
        body,
        UNCHECKED.newHeaders(),
        EmptyHttpHeaders.INSTANCE);
    HttpHeaders headers = message.headers();
    request.headers().forEach(headers::add);
    addUnlessSet(headers, HttpHeaderNames.HOST, request.origin().authority());
    addUnlessSet(headers, HttpHeaderNames.USER_AGENT, USER_AGENT);
    // A part of a compressed body is of no use.
    addUnlessSet(
        headers,
        HttpHeaderNames.ACCEPT_ENCODING,
        headers.contains(HttpHeaderNames.RANGE) ? HttpHeaderValues.IDENTITY : ACCEPTED_ENCODINGS);
    if (body.isReadable() || METHODS_WITH_BODY.contains(request.method().name())) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return message;
  }

  private static void addUnlessSet(HttpHeaders headers, CharSequence name, CharSequence value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
