package dev.coriolis.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * What status codes are called.
 *
 * <pre>{@code
 * String reason = HttpStatus.reason(404); // "Not Found"
 * }</pre>
 */
public final class HttpStatus {
  private HttpStatus() {}

  /**
   * Returns the phrase for a status code, such as "Not Found" for 404; where it has none, that for its
   * class, such as "Client Error" for 499.
   */
  public static String reason(int status) {
    String phrase = HttpResponseStatus.valueOf(status).reasonPhrase();
    int number = phrase.indexOf(" (");
    return number < 0 ? phrase : phrase.substring(0, number);
  }
}
