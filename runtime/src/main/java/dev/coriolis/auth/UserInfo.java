package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import dev.coriolis.Coroutine;
import dev.coriolis.frame.Frames;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Asks the provider for what it knows of a user. */
final class UserInfo {
  private static final String USER_INFO = "the user information";

  private final ProviderClient client;
  private final Provider provider;
  private final Signatures signatures;

  UserInfo(ProviderClient client, Provider provider, Signatures signatures) {
    this.client = client;
    this.provider = provider;
    this.signatures = signatures;
  }

  /** Returns claims about the subject as a JSON object; an empty one where there is nobody to ask. */
  @Coroutine
  CompletionStage<String> about(String subject, BearerAccessToken accessToken) {
    if (provider.userInfoEndpoint().isEmpty()) {
      return completedFuture("{}");
    }
    URI uri = provider.userInfoEndpoint().get();
    HTTPResponse http =
        await(client.send(USER_INFO, new UserInfoRequest(uri, accessToken).toHTTPRequest()));
    UserInfoResponse response =
        ProviderClient.reading(USER_INFO, () -> UserInfoResponse.parse(http));
    if (!response.indicatesSuccess()) {
      throw Frames.<RuntimeException>unchecked(OpenIdProviderException.bad(
          USER_INFO + " of the OpenID provider: it refuses its own access token"));
    }
    UserInfoSuccessResponse success = response.toSuccessResponse();
    JWT token = success.getUserInfoJWT();
    JWTClaimsSet claims = token == null
        ? ProviderClient.reading(
            USER_INFO, () -> JWTClaimsSet.parse(success.getUserInfo().toJSONObject()))
        : verified(token, await(signatures.selector(token)));
    // Without this, an access token of somebody else would make its owner out of the user.
    Refusal.unless(subject.equals(claims.getSubject()), Check.USER_INFO);
    return completedFuture(claims.toString());
  }

  private JWTClaimsSet verified(JWT token, JWSKeySelector<SecurityContext> selector) {
    JWTClaimsSet exact =
        new JWTClaimsSet.Builder().issuer(provider.options().issuer()).build();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(selector);
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
        provider.options().clientId(), exact, Set.of("sub", "iss", "aud")));
    try {
      return processor.process(token, null);
    } catch (BadJOSEException | JOSEException | RuntimeException e) {
      throw new Refusal(Check.USER_INFO);
    }
  }
}
