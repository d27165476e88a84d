package dev.coriolis.http.client;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one response. */
final class ResponseCollector {
  private static final int FIRST_STATUS = 100;

  /** Beyond 599 there should be none, but 999 is known to mean that a server takes the client for a robot. */
  private static final int LAST_STATUS = 999;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int PARTIAL_CONTENT = 206;
  private static final byte[] NO_BYTES = {};

  private final HttpRequest request;
  private final int maxBodyBytes;

  /** All of the body so far where it came in one piece; more of it is put together behind. */
  private byte[] first = NO_BYTES;

  private @Nullable ByteArrayOutputStream rest;
  private io.netty.handler.codec.http.@Nullable HttpResponse head;

  ResponseCollector(HttpRequest request, int maxBodyBytes) {
    this.request = request;
    this.maxBodyBytes = maxBodyBytes;
  }

  void head(io.netty.handler.codec.http.HttpResponse message) throws IOException {
    int status = message.status().code();
    if (status < FIRST_STATUS || status > LAST_STATUS) {
      throw new IOException("the response is malformed: its status is " + status);
    }
    if (status == SWITCHING_PROTOCOLS) {
      throw new IOException("the server switched to another protocol, which was not asked for");
    }
    String coding = message.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("chunked") && !coding.equals("identity")) {
      throw new IOException(
          "the server used the transfer coding " + coding + ", which was not asked for");
    }
    if (hasBody(message) && HttpUtil.getContentLength(message, 0L) > maxBodyBytes) {
      throw BodyDecoder.tooLong(maxBodyBytes);
    }
    head = message;
  }

  private boolean hasBody(io.netty.handler.codec.http.HttpResponse message) {
    return !request.method().equals(HttpMethod.HEAD)
        && !message.status().equals(HttpResponseStatus.NO_CONTENT)
        && !message.status().equals(HttpResponseStatus.NOT_MODIFIED);
  }

  void content(ByteBuf bytes) throws IOException {
    int size = bytes.readableBytes();
    if (size > maxBodyBytes - size()) {
      throw BodyDecoder.tooLong(maxBodyBytes);
    }
    if (size() == 0) {
      first = ByteBufUtil.getBytes(bytes);
      return;
    }
    if (size > 0) {
      if (rest == null) {
        rest = new ByteArrayOutputStream(first.length + size);
        rest.writeBytes(first);
      }
      bytes.readBytes(rest, size);
    }
  }

  private int size() {
    return rest == null ? first.length : rest.size();
  }

  /** Returns whether the head is the answer itself, not the news that it will take a while. */
  boolean isFinal() {
    return head != null && head.status().codeClass() != HttpStatusClass.INFORMATIONAL;
  }

  /** Returns whether nothing but the end of the connection says where the body ends. */
  boolean endsWithConnection() {
    return head != null
        && hasBody(head)
        && !HttpUtil.isContentLengthSet(head)
        && !HttpUtil.isTransferEncodingChunked(head);
  }

  /** Returns whether the server leaves the connection open after this response. */
  boolean keepsAlive() {
    return head != null
        && HttpUtil.isKeepAlive(head)
        && !request.headers().containsToken("Connection", "close");
  }

  /** Only the whole of a compressed body can be decompressed. */
  private BodyDecoder decoder(Headers received, int status) {
    return status == PARTIAL_CONTENT || request.headers().contains("Accept-Encoding")
        ? BodyDecoder.NONE
        : BodyDecoder.of(String.join(",", received.all("Content-Encoding")));
  }

  /** Returns the response, with its body as it was before it was compressed. */
  HttpResponse response() throws IOException {
    var whole = Objects.requireNonNull(head, "a response begins with its head");
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> header : whole.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    Headers received = headers.build();
    BodyDecoder decoder = decoder(received, whole.status().code());
    byte[] bytes = rest == null ? first : rest.toByteArray();
    if (bytes.length > 0 && decoder.decodes()) {
      bytes = decoder.decode(bytes, maxBodyBytes);
      received = headers.remove("Content-Encoding").remove("Content-Length").build();
    }
    return new HttpResponse(request, whole.status().code(), received, bytes);
  }
}
