package dev.coriolis.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
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

  private static String decode(String text, boolean plusIsSpace) {
    byte[] encoded = text.getBytes(US_ASCII);
    ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        decoded.put(octet(text, i));
        i += 2;
      } else {
        decoded.put(plusIsSpace && encoded[i] == '+' ? (byte) ' ' : encoded[i]);
      }
    }
    try {
      return UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed("percent-encoded bytes that are not UTF-8");
    }
  }

  private static byte octet(String text, int percent) {
    if (percent + 2 < text.length()) {
      int high = Character.digit(text.charAt(percent + 1), 16);
      int low = Character.digit(text.charAt(percent + 2), 16);
      if (high >= 0 && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    throw malformed("a percent sign without two hexadecimal digits");
  }

  private static HttpError malformed(String what) {
    return new HttpError(400, "the request has " + what);
  }
}
