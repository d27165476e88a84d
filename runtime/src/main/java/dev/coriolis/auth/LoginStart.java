package dev.coriolis.auth;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Begins logins: sends the browser to the provider, and has it remember why. */
final class LoginStart implements Handler {
  static final String RETURN_TO = "return_to";

  private final Provider provider;
  private final Flows flows;
  private final Site site;
  private final Replies replies;
  private final InstantSource clock;

  LoginStart(Provider provider, Flows flows, Site site, Replies replies, InstantSource clock) {
    this.provider = provider;
    this.flows = flows;
    this.site = site;
    this.replies = replies;
    this.clock = clock;
  }

  /** Begins a login that somebody has asked for. */
  @Override
  public CompletionStage<?> handle(Exchange exchange) {
    String returnPath = exchange.query().last(RETURN_TO).orElse("/");
    Refusal.unless(ReturnPath.isSafe(returnPath), Check.RETURN_PATH);
    return begin(exchange, returnPath);
  }

  /** Begins a login because a page needs one, to which the browser comes back. */
  CompletionStage<Void> beginFor(Exchange exchange) {
    String target = exchange.target();
    return begin(exchange, ReturnPath.isSafe(target) ? target : "/");
  }

  private CompletionStage<Void> begin(Exchange exchange, String returnPath) {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    String redirectUri = site.url(exchange, "/callback");
    AuthenticationRequest.Builder request = request(redirectUri)
        .state(state)
        .nonce(nonce)
        .codeChallenge(verifier, CodeChallengeMethod.S256);
    flows.keep(
        exchange,
        new Flow(
            state.getValue(),
            nonce.getValue(),
            verifier.getValue(),
            redirectUri,
            returnPath,
            clock.instant()));
    return replies.redirect(exchange, request.build().toURI().toString());
  }

  private AuthenticationRequest.Builder request(String redirectUri) {
    OpenIdOptions options = provider.options();
    AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(options.scopes().toArray(String[]::new)),
            new ClientID(options.clientId()),
            URI.create(redirectUri))
        .endpointURI(provider.metadata().getAuthorizationEndpointURI());
    options.maxAge().ifPresent(age -> request.maxAge(Math.toIntExact(age.toSeconds())));
    if (!options.authenticationClasses().isEmpty()) {
      request.acrValues(options.authenticationClasses().stream().map(ACR::new).toList());
    }
    return request;
  }
}
