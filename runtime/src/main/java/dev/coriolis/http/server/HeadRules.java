package dev.coriolis.http.server;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that are malformed, too large or ambiguous, before any of their body is read.
 *
 * <p>Each rule throws an {@link HttpError} with the status to answer.
 */
final class HeadRules {
  /** A host with an optional port (RFC 3986, section 3.2.2), without user information. */
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Za-z:.%]+]|[A-Za-z0-9._~!$&'()*+;=%-]+)(:[0-9]*)?");

  private final Limits limits;

  /** The last host that passed: nearly all requests of a connection have the same. */
  private @Nullable String knownHost;

  HeadRules(Limits limits) {
    this.limits = limits;
  }

  void check(HttpRequest head) {
    requireDecoded(head);
    requireVersion(head);
    HttpHeaders headers = head.headers();
    if (headers.size() > limits.headers()) {
      throw new HttpError(431, "the request has more than " + limits.headers() + " headers");
    }
    requireHost(head);
    requireFraming(head);
    requireExpectation(headers);
  }

  /** Refuses a part that the decoder could not make sense of. */
  void requireDecoded(HttpObject part) {
    DecoderResult result = part.decoderResult();
    if (result.isSuccess()) {
      return;
    }
    if (part instanceof HttpRequest && result.cause() instanceof TooLongHttpLineException) {
      throw new HttpError(
          414, "the request line is longer than " + limits.requestLine() + " bytes");
    }
    if (result.cause() instanceof TooLongHttpHeaderException) {
      throw new HttpError(431, "the headers are larger than " + limits.headerBytes() + " bytes");
    }
    throw new HttpError(400, "the request is malformed");
  }

  private static void requireVersion(HttpRequest head) {
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new HttpError(505, "the server speaks HTTP/1.1 and HTTP/1.0 only");
    }
  }

  private void requireHost(HttpRequest head) {
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return;
    }
    if (hosts.size() != 1) {
      throw new HttpError(400, "the request must have one Host header, had " + hosts.size());
    }
    String host = hosts.get(0);
    if (!host.equals(knownHost)) {
      if (!HOST.matcher(host).matches()) {
        throw new HttpError(400, "the Host header is malformed");
      }
      knownHost = host;
    }
  }

  private void requireFraming(HttpRequest head) {
    HttpHeaders headers = head.headers();
    List<String> codings = all(headers, HttpHeaderNames.TRANSFER_ENCODING);
    List<String> lengths = all(headers, HttpHeaderNames.CONTENT_LENGTH);
    if (!codings.isEmpty()) {
      if (head.protocolVersion().equals(HttpVersion.HTTP_1_0) || !lengths.isEmpty()) {
        throw new HttpError(400, "the length of the body is ambiguous");
      }
      if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
        throw new HttpError(400, "the only transfer coding the server knows is chunked");
      }
    }
    // Netty reads 8 bytes of body after the head of this handshake, which nobody uses any more.
    if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
      throw new HttpError(400, "the WebSocket handshake is of a draft, not of RFC 6455");
    }
    // The decoder has made sure that it is one number.
    if (!lengths.isEmpty() && Long.parseLong(lengths.get(0)) > limits.body()) {
      throw tooLarge();
    }
  }

  private static void requireExpectation(HttpHeaders headers) {
    for (String expectation : all(headers, HttpHeaderNames.EXPECT)) {
      if (!expectation.equalsIgnoreCase("100-continue")) {
        throw new HttpError(417, "the only expectation the server meets is 100-continue");
      }
    }
  }

  /** Most heads have none of what is asked for, and then no list is made. */
  private static List<String> all(HttpHeaders headers, CharSequence name) {
    return headers.contains(name) ? headers.getAll(name) : List.of();
  }

  HttpError tooLarge() {
    return new HttpError(413, "the body is larger than " + limits.body() + " bytes");
  }
}
