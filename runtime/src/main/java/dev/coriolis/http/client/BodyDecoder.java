package dev.coriolis.http.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the compression of a body.
 *
 * <p>The bound holds for what comes out, and nothing more than that is ever in memory: a small body
 * that would become a huge one is refused. A body that ends too early, or whose checksum is wrong,
 * is an error.
 */
enum BodyDecoder {
  /** As it is: not compressed, or in a way that was not offered. */
  NONE {
    @Override
    InputStream open(byte[] body) {
      return new ByteArrayInputStream(body);
    }
  },
  /** RFC 1952. */
  GZIP {
    @Override
    InputStream open(byte[] body) throws IOException {
      return new GZIPInputStream(new ByteArrayInputStream(body));
    }
  },
  /** RFC 1950; some servers send the bare format of RFC 1951 under this name. */
  DEFLATE {
    @Override
    InputStream open(byte[] body) {
      Inflater inflater = new Inflater(!hasZlibHeader(body));
      return new InflaterInputStream(new ByteArrayInputStream(body), inflater) {
        @Override
        public void close() throws IOException {
          super.close();
          inflater.end();
        }
      };
    }
  };

  /** What the client offers to servers. */
  static final String ACCEPTED = "gzip, deflate";

  private static final int ZLIB_METHOD = 8;
  private static final int ZLIB_CHECK = 31;

  static BodyDecoder of(String encoding) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default -> NONE;
    };
  }

  static IOException tooLong(int maxBytes) {
    return new IOException("the body is longer than " + maxBytes + " bytes");
  }

  abstract InputStream open(byte[] body) throws IOException;

  boolean decodes() {
    return this != NONE;
  }

  byte[] decode(byte[] body, int maxBytes) throws IOException {
    try (InputStream in = open(body)) {
      byte[] decoded = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw tooLong(maxBytes);
      }
      return decoded;
    }
  }

  private static boolean hasZlibHeader(byte[] body) {
    return body.length >= 2
        && (body[0] & 0x0F) == ZLIB_METHOD
        && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % ZLIB_CHECK == 0;
  }
}
