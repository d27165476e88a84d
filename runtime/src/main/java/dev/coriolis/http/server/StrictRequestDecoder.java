package dev.coriolis.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Turns bytes into the parts of requests, and refuses what Netty's decoder would let pass: a length
 * beside a transfer coding, and a header that goes on in the next line.
 *
 * <p>Both are what requests are smuggled with, past a proxy that reads them in another way.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
  private static final int LARGEST_PIECE = 64 * 1024;

  private final Runnable onBytes;

  /** Whether the next bytes belong to a head: to its first line, or to its headers. */
  private boolean inHead = true;

  /** Whether nothing of the next head has been decoded: empty lines before it do not count. */
  private boolean beforeHead = true;

  private boolean broken;

  /**
   * Creates the decoder of one connection.
   *
   * @param onBytes called when bytes have come, before they are decoded
   */
  StrictRequestDecoder(Limits limits, Runnable onBytes) {
    super(new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.requestLine())
        .setMaxHeaderSize(limits.headerBytes())
        .setMaxChunkSize(LARGEST_PIECE)
        .setStrictLineParsing(true)
        .setAllowDuplicateContentLengths(false));
    this.onBytes = onBytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    onBytes.run();
    super.channelRead(context, message);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (beforeHead) {
      skipEmptyLines(bytes);
    }
    if (!broken && inHead && foldsLine(bytes)) {
      broken = true;
      out.add(malformed("a header goes on in the next line"));
    }
    if (broken) {
      bytes.skipBytes(bytes.readableBytes());
    }
    if (!bytes.isReadable()) {
      return;
    }
    int before = out.size();
    int start = bytes.readerIndex();
    super.decode(context, bytes, out);
    beforeHead &= bytes.readerIndex() == start;
    for (int i = before; i < out.size(); i++) {
      Object part = out.get(i);
      if (isLast(part)) {
        inHead = true;
        beforeHead = true;
      } else if (part instanceof HttpRequest) {
        inHead = false;
      }
    }
  }

  /** Most requests have no body, and one object ends them all: to compare is less than to ask its type. */
  static boolean isLast(Object part) {
    return part == LastHttpContent.EMPTY_LAST_CONTENT || part instanceof LastHttpContent;
  }

  /** An empty line at its beginning would look like the end of the head. */
  private static void skipEmptyLines(ByteBuf bytes) {
    while (bytes.isReadable() && isLineEnd(bytes.getByte(bytes.readerIndex()))) {
      bytes.skipBytes(1);
    }
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  /**
   * Looks for a line of the head that begins with white space. The decoder takes whole lines only, so
   * that {@code bytes} begin with a line.
   */
  private static boolean foldsLine(ByteBuf bytes) {
    int line = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (line < end) {
      byte first = bytes.getByte(line);
      if (first == ' ' || first == '\t') {
        return true;
      }
      int lineFeed = bytes.indexOf(line, end, (byte) '\n');
      boolean empty = lineFeed == line || first == '\r' && lineFeed == line + 1;
      if (lineFeed < 0 || empty) {
        return false;
      }
      line = lineFeed + 1;
    }
    return false;
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }

  private static HttpRequest malformed(String why) {
    HttpRequest request = new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.GET, "/malformed", Unpooled.EMPTY_BUFFER);
    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
    return request;
  }
}
