package dev.coriolis.auth;

import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.HttpError;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Who has logged in, as the provider says it.
 *
 * <pre>{@code
 * Identity user = Identity.of(exchange);
 * return exchange.respondText(200, "hello, " + user.name().orElse(user.subject()));
 * }</pre>
 *
 * <p>What names a user for ever is the issuer together with the subject: names and email addresses
 * change hands. Immutable, as long as nobody changes the claims.
 *
 * @param issuer the provider
 * @param subject the user, by the name that the provider never gives to another one
 * @param claims all that the provider has told, in the ID token and as user information
 */
public record Identity(String issuer, String subject, JsonNode claims) {

  /**
   * Returns who has logged in.
   *
   * @throws HttpError with 401, if nobody has
   * @throws IllegalStateException if there are no sessions before the handler
   */
  public static Identity of(Exchange exchange) {
    return find(exchange).orElseThrow(() -> new HttpError(401, "this needs a login"));
  }

  /**
   * Returns who has logged in, if somebody has.
   *
   * @throws IllegalStateException if there are no sessions before the handler
   */
  public static Optional<Identity> find(Exchange exchange) {
    return LoginSession.of(exchange).identity();
  }

  /** Returns the name to be shown, if the provider tells one. */
  public Optional<String> name() {
    return text("name");
  }

  /** Returns the email address, if the provider tells one and has verified that it is the user's. */
  public Optional<String> email() {
    return claims.path("email_verified").asBoolean(false) ? text("email") : Optional.empty();
  }

  private Optional<String> text(String name) {
    return claims.path(name).asStringOpt().filter(text -> !text.isEmpty());
  }

  /** Returns the issuer and the subject. */
  @Override
  public String toString() {
    return subject + " of " + issuer;
  }
}
