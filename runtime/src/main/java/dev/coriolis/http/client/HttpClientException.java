package dev.coriolis.http.client;

import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no response. Its message says what was being done, with which host, and what went
 * wrong.
 *
 * <pre>{@code
 * try {
 *   show(await(client.fetch(url), HttpClientException.class));
 * } catch (HttpClientException e) {
 *   print("no answer from " + e.host() + ", while: " + e.phase());
 * }
 * }</pre>
 *
 * <p>A response of any status is no failure; see {@link HttpResponse#orThrow}.
 */
public class HttpClientException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final String host;

  /** How far a request came. */
  public enum Phase {
    /** It waited for a connection, as the limits of the client were reached. */
    QUEUE("waiting for a connection to"),
    /** The name of the host was looked up. */
    RESOLVE("resolving the name of"),
    /** The connection was opened. */
    CONNECT("connecting to"),
    /** The connection was made secure, and the server proved who it is. */
    TLS("the TLS handshake with"),
    /** The request was sent. */
    SEND("sending the request to"),
    /** The response was waited for, or read. */
    RECEIVE("receiving the response from"),
    /** A redirect was followed. */
    REDIRECT("following the redirects of");

    private final String description;

    Phase(String description) {
      this.description = description;
    }
  }

  HttpClientException(Phase phase, String host, @Nullable Throwable cause, String reason) {
    super(phase.description + " " + host + " failed: " + reason, cause);
    this.phase = phase;
    this.host = host;
  }

  HttpClientException(Phase phase, String host, Throwable cause) {
    this(phase, host, cause, reason(cause));
  }

  private static String reason(Throwable cause) {
    if (cause instanceof NotSslRecordException) {
      // Its message is all that the server has sent, in hexadecimal.
      return "the server does not speak TLS there";
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    return cause.getClass() == IOException.class ? message : message + " (" + name + ")";
  }

  /** Returns how far the request came. */
  public final Phase phase() {
    return phase;
  }

  /** Returns the host and the port, such as {@code example.org:443}. */
  public final String host() {
    return host;
  }
}
