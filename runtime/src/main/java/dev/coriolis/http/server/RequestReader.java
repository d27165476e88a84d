package dev.coriolis.http.server;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.server.ResponseWriter.Connect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts one request together from its parts.
 *
 * <p>Nothing is reserved for a body that was only announced: memory grows with what has come.
 */
final class RequestReader {
  private static final byte[] NO_BYTES = {};

  private static final Map<String, HttpMethod> USUAL_METHODS = Stream.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS)
      .collect(Collectors.toUnmodifiableMap(HttpMethod::name, Function.identity()));

  private final Limits limits;
  private final HeadRules rules;
  private final InetSocketAddress client;

  private @Nullable HttpRequest head;
  private @Nullable HttpMethod method;
  private @Nullable RequestTarget target;
  private @Nullable Headers headers;

  /** The body so far; null while nothing of it has come, and where it comes in one piece. */
  private @Nullable ByteArrayOutputStream body;

  private boolean keepAlive;

  RequestReader(Limits limits, InetSocketAddress client) {
    this.limits = limits;
    this.rules = new HeadRules(limits);
    this.client = client;
  }

  /**
   * Takes the head.
   *
   * @throws HttpError if the request is refused
   */
  void begin(HttpRequest request) {
    head = request;
    keepAlive = false;
    rules.check(request);
    target = RequestTarget.parse(request.uri());
    method = method(request);
    if (target.path().equals("*") && !method.equals(HttpMethod.OPTIONS)) {
      throw new HttpError(400, "the request target * is for OPTIONS only");
    }
    headers = headers(request);
    keepAlive = HttpUtil.isKeepAlive(request);
    body = null;
  }

  private static HttpMethod method(HttpRequest request) {
    String name = request.method().name();
    HttpMethod usual = USUAL_METHODS.get(name);
    if (usual != null) {
      return usual;
    }
    try {
      return new HttpMethod(name);
    } catch (IllegalArgumentException e) {
      throw new HttpError(400, "the method is no token");
    }
  }

  private static Headers headers(HttpRequest request) {
    Headers.Builder headers = Headers.builder();
    try {
      for (Map.Entry<String, String> field : request.headers()) {
        headers.add(field.getKey(), field.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw new HttpError(400, "a header is malformed");
    }
    return headers.build();
  }

  /** Returns whether the client waits for a word before it sends the body. */
  boolean expectsContinue() {
    HttpRequest request = Objects.requireNonNull(head);
    return HttpUtil.is100ContinueExpected(request)
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && (HttpUtil.isTransferEncodingChunked(request)
            || HttpUtil.getContentLength(request, 0L) > 0);
  }

  /**
   * Takes a piece of the body, and returns the request if it was the last one.
   *
   * @throws HttpError if the request is refused
   */
  @Nullable
  Request append(HttpContent piece) {
    rules.requireDecoded(piece);
    byte[] whole = whole(piece.content(), StrictRequestDecoder.isLast(piece));
    return whole == null
        ? null
        : new Request(
            Objects.requireNonNull(method),
            Objects.requireNonNull(target),
            Objects.requireNonNull(headers),
            whole,
            client);
  }

  /** Takes a piece of the body, and returns the body after the last one. */
  private byte @Nullable [] whole(ByteBuf piece, boolean isLast) {
    ByteArrayOutputStream begun = body;
    int size = begun == null ? 0 : begun.size();
    if (size + piece.readableBytes() > limits.body()) {
      throw rules.tooLarge();
    }
    if (isLast && size == 0) {
      return piece.isReadable() ? ByteBufUtil.getBytes(piece) : NO_BYTES;
    }
    if (begun == null) {
      begun = new ByteArrayOutputStream(piece.readableBytes());
      body = begun;
    }
    try {
      piece.readBytes(begun, piece.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!isLast) {
      return null;
    }
    body = null;
    return begun.toByteArray();
  }

  /** Forgets the request, once it is over. */
  void reset() {
    head = null;
    keepAlive = false;
  }

  /** Returns whether the client wants to use the connection for another request. */
  boolean isKeepAlive() {
    return keepAlive;
  }

  /** Returns how the client hears that the connection stays open. */
  Connect keepAlive() {
    return head != null && head.protocolVersion().equals(HttpVersion.HTTP_1_0)
        ? Connect.KEEP_HTTP_1_0
        : Connect.KEEP;
  }

  /** Returns whether the answer must have no body. */
  boolean isHead() {
    return head != null && head.method().equals(io.netty.handler.codec.http.HttpMethod.HEAD);
  }
}
