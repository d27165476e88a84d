package dev.coriolis.auth;

import dev.coriolis.http.server.Exchange;
import dev.coriolis.json.Json;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.web.Session;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a session knows of a login. */
final class LoginSession {
  private static final String IDENTITY = "openid.identity";
  private static final String TOKENS = "openid.tokens";

  private final Session session;

  private LoginSession(Session session) {
    this.session = session;
  }

  static LoginSession of(Exchange exchange) {
    return new LoginSession(Session.of(exchange));
  }

  Optional<Identity> identity() {
    return session.get(IDENTITY).map(text -> {
      JsonNode json = Json.parse(text);
      return new Identity(
          json.path("iss").asString(), json.path("sub").asString(), json.path("claims"));
    });
  }

  /**
   * Logs a user in: under a new id of the session, and without what somebody else has left in it.
   *
   * @param providerSession what the provider calls its own session, if it does
   */
  void begin(Identity identity, Optional<String> providerSession) {
    Optional<Identity> before = identity();
    if (before.isPresent() && !isSameUser(before.get(), identity)) {
      session.end();
    }
    session.renew();
    session.put(
        IDENTITY,
        Json.object(
                "iss", identity.issuer(), "sub", identity.subject(), "claims", identity.claims())
            .toString());
    session.join(ofSubject(identity.issuer(), identity.subject()));
    providerSession.ifPresent(sid -> session.join(ofProviderSession(identity.issuer(), sid)));
  }

  private static boolean isSameUser(Identity a, Identity b) {
    return a.issuer().equals(b.issuer()) && a.subject().equals(b.subject());
  }

  void end() {
    session.end();
  }

  /** Keeps tokens; whoever reads the store of the sessions gets no tokens. */
  void keep(Tokens tokens, SecretKeys keys) {
    session.put(TOKENS, keys.seal(TOKENS, tokens.toJson()));
  }

  Optional<Tokens> tokens(SecretKeys keys) {
    return session.get(TOKENS).flatMap(text -> keys.open(TOKENS, text)).flatMap(Tokens::fromJson);
  }

  /** Returns the group of all sessions of a user. */
  static String ofSubject(String issuer, String subject) {
    return "openid.sub:" + Digests.of(issuer, subject);
  }

  /** Returns the group of all sessions that began in one session at the provider. */
  static String ofProviderSession(String issuer, String sid) {
    return "openid.sid:" + Digests.of(issuer, sid);
  }
}
