package dev.coriolis.auth;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.coriolis.http.SetCookie;
import dev.coriolis.http.server.Exchange;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Logs users out: here first, and then at the provider (OpenID Connect RP-Initiated Logout), if that
 * has an address for it.
 */
final class Logout {
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final Provider provider;
  private final Site site;
  private final Replies replies;
  private final String cookieName;

  Logout(Provider provider, Site site, Replies replies) {
    this.provider = provider;
    this.site = site;
    this.replies = replies;
    String session = provider.options().sessions().cookieName();
    cookieName = (session.startsWith("__") ? "__Host-" : "") + "logout";
  }

  /** Asks the user: a link or an image of another site must not log anybody out. */
  CompletionStage<Void> ask(Exchange exchange) {
    String form = "<form method=\"post\" action=\"" + provider.options().path()
        + "/logout\"><button>Log out</button></form>\n";
    return replies.html(exchange, 200, "Log out", form);
  }

  /** Logs the user out. */
  CompletionStage<Void> perform(Exchange exchange) {
    Refusal.unless(site.isOwn(exchange), Check.ORIGIN);
    LoginSession session = LoginSession.of(exchange);
    Optional<Tokens> tokens = session.tokens(provider.options().sessions().keys());
    boolean isLoggedIn = session.identity().isPresent();
    session.end();
    if (!isLoggedIn || provider.endSessionEndpoint().isEmpty()) {
      return replies.redirect(exchange, provider.options().afterLogout());
    }
    State state = new State();
    exchange.setCookie(cookie(Digests.of(state.getValue()), MAX_AGE));
    LogoutRequest request = new LogoutRequest(
        provider.endSessionEndpoint().get(),
        tokens.map(Logout::idToken).orElse(null),
        null,
        new ClientID(provider.options().clientId()),
        URI.create(site.url(exchange, "/logged-out")),
        state,
        null);
    return replies.redirect(exchange, request.toURI().toString());
  }

  private static @Nullable JWT idToken(Tokens tokens) {
    try {
      return JWTParser.parse(tokens.idToken());
    } catch (ParseException none) {
      return null;
    }
  }

  private SetCookie cookie(String value, Duration maxAge) {
    SetCookie.Builder cookie = SetCookie.builder(cookieName, value).maxAge(maxAge);
    return cookieName.startsWith("__") ? cookie.build() : cookie.overPlainHttp().build();
  }

  /** Takes the browser back from the provider. */
  CompletionStage<Void> end(Exchange exchange) {
    Optional<String> expected = exchange.cookies().value(cookieName);
    Optional<String> state = exchange.query().last("state").map(Digests::of);
    exchange.setCookie(cookie("", Duration.ZERO));
    boolean passes =
        expected.isPresent() && state.isPresent() && Digests.equal(expected.get(), state.get());
    Refusal.unless(passes, Check.LOGOUT_STATE);
    return replies.redirect(exchange, provider.options().afterLogout());
  }
}
