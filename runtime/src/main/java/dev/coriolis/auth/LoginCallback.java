package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.coriolis.Coroutine;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.Parameters;
import dev.coriolis.json.Json;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ends logins: takes the provider's response, and logs the user in if every check passes. Until then the
 * session is as it was.
 */
final class LoginCallback implements Handler {
  private final Provider provider;
  private final Flows flows;
  private final Asking asking;
  private final Replies replies;
  private final InstantSource clock;

  /**
   * What a login asks the provider for.
   *
   * @param tokens its tokens
   * @param idTokens whether they are about the user
   * @param userInfo what it knows of the user
   */
  record Asking(TokenEndpoint tokens, IdTokens idTokens, UserInfo userInfo) {}

  LoginCallback(
      Provider provider, Flows flows, Asking asking, Replies replies, InstantSource clock) {
    this.provider = provider;
    this.flows = flows;
    this.asking = asking;
    this.replies = replies;
    this.clock = clock;
  }

  @Override
  @Coroutine
  public CompletionStage<?> handle(Exchange exchange) {
    Parameters response = exchange.query();
    requireEachOnce(response);
    // The state first: whatever else is in the response, nobody has asked for it without one.
    String state = response.last("state").orElseThrow(() -> new Refusal(Check.STATE));
    Flow flow = await(flows.take(exchange, state));
    requireFromProvider(response);
    Refusal.unless(!response.contains("error"), Check.PROVIDER_ERROR);
    String code = response
        .last("code")
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new Refusal(Check.RESPONSE));
    OIDCTokenResponse answer = await(asking.tokens().redeem(new AuthorizationCode(code), flow));
    OIDCTokens tokens = answer.getOIDCTokens();
    IDTokenClaimsSet claims = await(asking.idTokens().validate(tokens, flow.nonce()));
    String more = await(
        asking.userInfo().about(claims.getSubject().getValue(), tokens.getBearerAccessToken()));
    logIn(exchange, claims, more, tokens);
    return replies.redirect(exchange, flow.returnPath());
  }

  /** Two values for one name are read by each side as it likes. */
  private static void requireEachOnce(Parameters response) {
    for (String name : response.names()) {
      Refusal.unless(response.all(name).size() == 1, Check.RESPONSE);
    }
    // Of another flow than the one that was asked for.
    Refusal.unless(
        !response.contains("id_token") && !response.contains("access_token"), Check.RESPONSE);
  }

  /** Otherwise the code of one provider could be brought to another, which would then have it. */
  private void requireFromProvider(Parameters response) {
    Optional<String> issuer = response.last("iss");
    boolean passes = issuer.isPresent()
        ? issuer.get().equals(provider.options().issuer())
        : !provider.saysIssuer();
    Refusal.unless(passes, Check.ISSUER_PARAMETER);
  }

  private void logIn(
      Exchange exchange, IDTokenClaimsSet claims, String userInfo, OIDCTokens tokens) {
    ObjectNode all = (ObjectNode) Json.parse(userInfo);
    JsonNode fromToken = Json.parse(claims.toJSONObject().toJSONString());
    fromToken.properties().forEach(claim -> all.set(claim.getKey(), claim.getValue()));
    Identity identity =
        new Identity(provider.options().issuer(), claims.getSubject().getValue(), all);
    LoginSession session = LoginSession.of(exchange);
    session.begin(identity, fromToken.path("sid").asStringOpt());
    session.keep(
        Tokens.of(tokens, Tokens.none(), clock.instant()),
        provider.options().sessions().keys());
  }
}
