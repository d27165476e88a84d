package dev.coriolis.http;

import java.util.Set;

/**
 * The method of a request. Any token is one; the usual ones are constants.
 *
 * <pre>{@code
 * router.add(HttpMethod.PATCH, "/users/{id}", exchange -> exchange.respond(204));
 * router.add(new HttpMethod("PURGE"), "/cache", exchange -> exchange.respond(204));
 * }</pre>
 *
 * @param name the name, as it is sent; case matters
 */
public record HttpMethod(String name) {
  public static final HttpMethod GET = new HttpMethod("GET");
  public static final HttpMethod HEAD = new HttpMethod("HEAD");
  public static final HttpMethod POST = new HttpMethod("POST");
  public static final HttpMethod PUT = new HttpMethod("PUT");
  public static final HttpMethod PATCH = new HttpMethod("PATCH");
  public static final HttpMethod DELETE = new HttpMethod("DELETE");
  public static final HttpMethod OPTIONS = new HttpMethod("OPTIONS");

  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if {@code name} is no token (RFC 9110, section 5.6.2)
   */
  public HttpMethod {
    if (!Tokens.isToken(name)) {
      throw new IllegalArgumentException("a method must be a token, was " + Tokens.quote(name));
    }
  }

  /** Returns whether sending the request twice has the effect of sending it once. */
  public boolean isIdempotent() {
    return IDEMPOTENT.contains(name);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
