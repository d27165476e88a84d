package dev.coriolis.auth;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider that cannot be used: it is down, too slow, or does not answer as the protocol has
 * it. Its message says what was asked for and what is wrong, without anything secret.
 *
 * <pre>{@code
 * try {
 *   show(await(OpenIdLogin.discover(issuer, clientId, clientSecret), OpenIdProviderException.class));
 * } catch (OpenIdProviderException e) {
 *   print("no login for now: " + e.getMessage());
 * }
 * }</pre>
 */
public final class OpenIdProviderException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private OpenIdProviderException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** It gives no answer. */
  static OpenIdProviderException unavailable(String message, @Nullable Throwable cause) {
    return new OpenIdProviderException(503, message, cause);
  }

  /** It gives an answer that is none. */
  static OpenIdProviderException bad(String message) {
    return new OpenIdProviderException(502, message, null);
  }

  /** It gives an answer that is none. */
  static OpenIdProviderException bad(String message, Throwable cause) {
    return new OpenIdProviderException(502, message, cause);
  }

  /** Returns the status with which a request ends that needs the provider: 502 or 503. */
  public int status() {
    return status;
  }
}
