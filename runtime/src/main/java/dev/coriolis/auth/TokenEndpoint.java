package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.coriolis.Coroutine;
import dev.coriolis.frame.Frames;
import java.net.URI;
import java.security.interfaces.ECKey;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gets tokens from the provider, for a code or for a refresh token. */
final class TokenEndpoint {
  private static final String TOKENS = "the token response";

  private final ProviderClient client;
  private final Provider provider;

  TokenEndpoint(ProviderClient client, Provider provider) {
    this.client = client;
    this.provider = provider;
  }

  /** Gets the tokens of a login. The provider is told the verifier, and so knows who asked for the code. */
  CompletionStage<OIDCTokenResponse> redeem(AuthorizationCode code, Flow flow) {
    return request(new AuthorizationCodeGrant(
        code, URI.create(flow.redirectUri()), new CodeVerifier(flow.verifier())));
  }

  /** Gets new tokens for an old login. */
  CompletionStage<OIDCTokenResponse> refresh(String refreshToken) {
    return request(new RefreshTokenGrant(new RefreshToken(refreshToken)));
  }

  @Coroutine
  private CompletionStage<OIDCTokenResponse> request(AuthorizationGrant grant) {
    HTTPResponse http = await(client.send(TOKENS, with(grant).toHTTPRequest()));
    TokenResponse response =
        ProviderClient.reading(TOKENS, () -> OIDCTokenResponseParser.parse(http));
    if (!response.indicatesSuccess()) {
      throw refused(response);
    }
    OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
    if (tokens.getOIDCTokens().getBearerAccessToken() == null) {
      throw bad("the access token is no bearer token");
    }
    return completedFuture(tokens);
  }

  private static RuntimeException refused(TokenResponse response) {
    @Nullable String code = response.toErrorResponse().getErrorObject().getCode();
    if (OAuth2Error.INVALID_GRANT.getCode().equals(code)) {
      return new Refusal(Check.CODE);
    }
    // What is wrong then is the registration of this client, and no user can do anything about it.
    boolean known = OAuth2Error.INVALID_CLIENT.getCode().equals(code)
        || OAuth2Error.UNAUTHORIZED_CLIENT.getCode().equals(code);
    return bad(known ? "it does not accept this client (" + code + ")" : "it is an error");
  }

  private static RuntimeException bad(String what) {
    return Frames.<RuntimeException>unchecked(
        OpenIdProviderException.bad(TOKENS + " of the OpenID provider: " + what));
  }

  private TokenRequest with(AuthorizationGrant grant) {
    URI uri = provider.metadata().getTokenEndpointURI();
    ClientID client = new ClientID(provider.options().clientId());
    ClientAuthentication proof = provider.options().authentication();
    if (proof instanceof ClientAuthentication.SecretBasic basic) {
      return request(uri, new ClientSecretBasic(client, new Secret(basic.secret())), grant);
    }
    if (proof instanceof ClientAuthentication.SecretPost post) {
      return request(uri, new ClientSecretPost(client, new Secret(post.secret())), grant);
    }
    if (proof instanceof ClientAuthentication.PrivateKeyJwt key) {
      return request(uri, assertion(client, key), grant);
    }
    return new TokenRequest.Builder(uri, client, grant).build();
  }

  private static TokenRequest request(
      URI uri, com.nimbusds.oauth2.sdk.auth.ClientAuthentication proof, AuthorizationGrant grant) {
    return new TokenRequest.Builder(uri, proof, grant).build();
  }

  /** Signs an assertion for the issuer: one for any other name could be used elsewhere. */
  private PrivateKeyJWT assertion(ClientID client, ClientAuthentication.PrivateKeyJwt proof) {
    JWTAuthenticationClaimsSet claims =
        new JWTAuthenticationClaimsSet(client, new Audience(provider.options().issuer()));
    try {
      return new PrivateKeyJWT(claims, algorithm(proof), proof.key(), proof.keyId(), null);
    } catch (JOSEException e) {
      throw new IllegalStateException("the key of the client cannot sign", e);
    }
  }

  private static JWSAlgorithm algorithm(ClientAuthentication.PrivateKeyJwt proof) {
    if (!(proof.key() instanceof ECKey key)) {
      return JWSAlgorithm.RS256;
    }
    Curve curve = Curve.forECParameterSpec(key.getParams());
    if (Curve.P_384.equals(curve)) {
      return JWSAlgorithm.ES384;
    }
    return Curve.P_521.equals(curve) ? JWSAlgorithm.ES512 : JWSAlgorithm.ES256;
  }
}
