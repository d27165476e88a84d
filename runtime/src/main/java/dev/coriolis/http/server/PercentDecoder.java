package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Decodes percent-encoded text.
 *
 * <p>Strict: a percent sign without two hexadecimal digits, or bytes that are not UTF-8, are an error
 * and never replaced, so that no two parties read one text in two ways.
 */
final class PercentDecoder {
  private PercentDecoder() {}

  /**
   * Decodes a segment of a path.
   *
   * @throws HttpError with 400, if the text is not well encoded
   */
  static String decodeSegment(String text) {
    return text.indexOf('%') < 0 ? text : decode(text, false);
  }

  /**
   * Decodes a name or value of a query or form, where a plus sign is a space.
   *
   * @throws HttpError with 400, if the text is not well encoded
   */
  static String decodeParameter(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decode(text, true);
  }

  /**
   * Reads the text of a form, which is encoded still; many clients leave letters beyond ASCII as they are.
   *
   * @throws HttpError with 400, if it is not UTF-8
   */
  static String readForm(byte[] bytes) {
    return utf8(ByteBuffer.wrap(bytes), "a form that is not UTF-8");
  }

  private static String decode(String text, boolean plusIsSpace) {
    byte[] encoded = text.getBytes(UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        decoded.put(octet(encoded, i));
        i += 2;
      } else {
        decoded.put(plusIsSpace && encoded[i] == '+' ? (byte) ' ' : encoded[i]);
      }
    }
    return utf8(decoded.flip(), "percent-encoded bytes that are not UTF-8");
  }

  private static byte octet(byte[] encoded, int percent) {
    if (percent + 2 < encoded.length) {
      int high = Character.digit(encoded[percent + 1], 16);
      int low = Character.digit(encoded[percent + 2], 16);
      if (high >= 0 && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    throw malformed("a percent sign without two hexadecimal digits");
  }

  private static String utf8(ByteBuffer bytes, String otherwise) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw malformed(otherwise);
    }
  }

  private static HttpError malformed(String what) {
    return new HttpError(400, "the request has " + what);
  }
}
