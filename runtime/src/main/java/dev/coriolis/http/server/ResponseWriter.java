package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.coriolis.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns responses into bytes, with the headers that are the server's own. Confined to one event loop.
 *
 * <p>Names and values need no check: they had it when they became {@link Headers}.
 */
final class ResponseWriter {
  private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] CLOSE = "connection: close\r\n".getBytes(ISO_8859_1);
  private static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(ISO_8859_1);
  private static final byte[] COLON = ": ".getBytes(ISO_8859_1);
  private static final byte[] LINE_END = "\r\n".getBytes(ISO_8859_1);
  private static final int RESET_CONTENT = 205;

  private final DateHeader date;
  private final HeadBytes head = new HeadBytes();

  /** By status less 200; made when they are used first. */
  private final byte[] @Nullable [] statusLines = new byte[400][];

  /** What most responses have, ready to be sent. */
  private final Map<Headers, byte[]> usual = new IdentityHashMap<>();

  ResponseWriter(InstantSource clock) {
    date = new DateHeader(clock);
    usual.put(Headers.none(), new byte[0]);
    usual.put(Response.TEXT_HEADERS, fields(Response.TEXT_HEADERS));
    usual.put(Response.JSON_HEADERS, fields(Response.JSON_HEADERS));
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
  static ByteBuf goOn() {
    return Unpooled.wrappedBuffer(GO_ON);
  }

  private static byte[] fields(Headers headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    return lines.toString().getBytes(ISO_8859_1);
  }

  /** Returns the message to write. Its body is left out for HEAD, but not its length. */
  ByteBuf message(ByteBufAllocator allocator, Response response, boolean isHead, Connect connect) {
    head.clear();
    head.add(statusLine(response.status()));
    byte[] ready = usual.get(response.headers());
    boolean isDated = false;
    if (ready != null) {
      head.add(ready);
    } else {
      isDated = addFields(response.headers(), connect);
    }
    byte[] body = response.body();
    boolean isReset = response.status() == RESET_CONTENT;
    if (!response.isBodiless()) {
      addField("content-length", isReset ? "0" : Integer.toString(body.length));
    }
    if (!isDated) {
      addField("date", date.value());
    }
    if (connect == Connect.CLOSE) {
      head.add(CLOSE);
    } else if (connect == Connect.KEEP_HTTP_1_0) {
      head.add(KEEP_ALIVE);
    }
    head.add(LINE_END);
    boolean hasBody = !isHead && !isReset && !response.isBodiless();
    ByteBuf message = allocator.ioBuffer(head.size() + (hasBody ? body.length : 0));
    message.writeBytes(head.array(), 0, head.size());
    return hasBody ? message.writeBytes(body) : message;
  }

  private byte[] statusLine(int status) {
    byte[] line = statusLines[status - 200];
    if (line == null) {
      line = ("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n").getBytes(ISO_8859_1);
      statusLines[status - 200] = line;
    }
    return line;
  }

  /** Adds the fields of a response, but for those that the server sets; returns whether it has a Date. */
  private boolean addFields(Headers headers, Connect connect) {
    boolean isDated = false;
    for (Headers.Field field : headers.fields()) {
      String name = field.name();
      boolean isServers = name.equalsIgnoreCase("Content-Length")
          || name.equalsIgnoreCase("Transfer-Encoding")
          || connect != Connect.KEEP && name.equalsIgnoreCase("Connection");
      if (!isServers) {
        addField(name, field.value());
        isDated |= name.equalsIgnoreCase("Date");
      }
    }
    return isDated;
  }

  private void addField(String name, String value) {
    head.add(name);
    head.add(COLON);
    head.add(value);
    head.add(LINE_END);
  }
}
