package dev.coriolis.http.client;

import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.MediaType;
import dev.coriolis.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A request to send with an {@link HttpClient}. Immutable.
 *
 * <pre>{@code
 * HttpRequest request = HttpRequest.builder("https://example.org/users")
 *     .header("Accept", "application/json")
 *     .method(HttpMethod.POST)
 *     .json(Map.of("name", "Ada"))
 *     .build();
 * }</pre>
 *
 * <p>The client adds {@code Host}, {@code User-Agent}, {@code Accept-Encoding} and {@code
 * Content-Length}. With an {@code Accept-Encoding} of its own, a request gets the body as it was sent.
 */
public final class HttpRequest {
  private final HttpMethod method;
  private final URI uri;
  private final Origin origin;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable Duration timeout;
  private final @Nullable Duration connectTimeout;

  private HttpRequest(Builder builder) {
    method = builder.method;
    uri = builder.uri;
    origin = Origin.of(uri);
    headers = builder.headers.build();
    body = builder.body;
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
  }

  /**
   * Returns a GET request without headers.
   *
   * @throws IllegalArgumentException if {@code url} is no absolute http or https URL
   */
  public static HttpRequest get(String url) {
    return builder(url).build();
  }

  /**
   * Returns a builder for a GET request without headers.
   *
   * @throws IllegalArgumentException if {@code url} is no absolute http or https URL
   */
  public static Builder builder(String url) {
    return new Builder(RequestUri.parse(url));
  }

  /**
   * Returns a builder for a GET request without headers.
   *
   * @throws IllegalArgumentException if {@code uri} is no absolute http or https URL
   */
  public static Builder builder(URI uri) {
    return new Builder(RequestUri.check(uri));
  }

  /** Returns a builder with all that this request has. */
  public Builder toBuilder() {
    Builder builder = new Builder(uri);
    builder.method = method;
    builder.headers.addAll(headers);
    builder.body = body;
    builder.timeout = timeout;
    builder.connectTimeout = connectTimeout;
    return builder;
  }

  /** Returns the method. */
  public HttpMethod method() {
    return method;
  }

  /** Returns where it is sent, without the user and password that the URL may have had. */
  public URI uri() {
    return uri;
  }

  Origin origin() {
    return origin;
  }

  /** Returns the headers that were set; the client adds others. */
  public Headers headers() {
    return headers;
  }

  /** Returns a copy of the body; it is empty where there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body itself, which nobody changes. */
  byte[] sharedBody() {
    return body;
  }

  /** Returns how long the request may take altogether, if that differs from the client's limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Returns how long a connection may take to open, if that differs from the client's limit. */
  public Optional<Duration> connectTimeout() {
    return Optional.ofNullable(connectTimeout);
  }

  /** Returns the method and the URL. */
  @Override
  public String toString() {
    return method + " " + uri;
  }

  /** Builds an {@link HttpRequest}. Not safe for use by several threads. */
  public static final class Builder {
    private static final byte[] NO_BODY = {};

    private URI uri;
    private HttpMethod method = HttpMethod.GET;
    private final Headers.Builder headers = Headers.builder();
    private byte[] body = NO_BODY;
    private @Nullable Duration timeout;
    private @Nullable Duration connectTimeout;

    private Builder(URI uri) {
      this.uri = RequestUri.withoutUserInfo(uri);
      if (uri.getUserInfo() != null) {
        byte[] credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
        headers.set("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
      }
    }

    /** Sets where it is sent; the user and password of a URL are kept if this one has none. */
    Builder redirectedTo(URI target) {
      uri = RequestUri.withoutUserInfo(target);
      return this;
    }

    /** Sets the method. Default: GET. */
    public Builder method(HttpMethod value) {
      method = value;
      return this;
    }

    /**
     * Sets a header, in place of one with the same name.
     *
     * @throws IllegalArgumentException if the name or the value cannot be sent, or if the header frames
     *     the message, which is left to the client
     */
    public Builder header(String name, String value) {
      if (name.equalsIgnoreCase("Transfer-Encoding") || name.equalsIgnoreCase("Content-Length")) {
        throw new IllegalArgumentException("the header " + name + " is set by the client");
      }
      headers.set(name, value);
      return this;
    }

    /** Removes the headers with this name. */
    Builder withoutHeader(String name) {
      headers.remove(name);
      return this;
    }

    /** Removes the body. */
    Builder withoutBody() {
      body = NO_BODY;
      return this;
    }

    /** Sets the body, and its {@code Content-Type}. */
    public Builder body(byte[] bytes, MediaType type) {
      body = bytes.clone();
      headers.set("Content-Type", type.toString());
      return this;
    }

    /** Sets the body to a text in UTF-8. */
    public Builder body(String text) {
      return body(text.getBytes(StandardCharsets.UTF_8), MediaType.TEXT);
    }

    /** Sets the body to the fields of a form, in UTF-8. */
    public Builder form(Map<String, String> fields) {
      StringJoiner encoded = new StringJoiner("&");
      fields.forEach((name, value) -> encoded.add(encode(name) + "=" + encode(value)));
      return body(encoded.toString().getBytes(StandardCharsets.US_ASCII), MediaType.FORM);
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Sets the body to {@code value} as JSON.
     *
     * @throws dev.coriolis.json.JsonException if it cannot be written
     */
    public Builder json(Object value) {
      return body(Json.write(value), MediaType.JSON);
    }

    /**
     * Sets how long the request may take altogether: the wait for a connection, redirects and body
     * included. Default: that of the client.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder timeout(Duration value) {
      timeout = Timeouts.positive("timeout", value);
      return this;
    }

    /**
     * Sets how long a connection may take to open: the name lookup and the TLS handshake included.
     * Default: that of the client.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder connectTimeout(Duration value) {
      connectTimeout = Timeouts.positive("connectTimeout", value);
      return this;
    }

    /** Returns the request. */
    public HttpRequest build() {
      return new HttpRequest(this);
    }
  }
}
