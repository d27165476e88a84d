package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.coriolis.Coroutine;
import dev.coriolis.auth.OpenIdOptions.Leniency;
import dev.coriolis.frame.Frames;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a provider says of itself, once it has passed the rules. */
final class Provider {
  /** Signatures that only the provider can make. EdDSA would need one library more. */
  private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
      JWSAlgorithm.RS256,
      JWSAlgorithm.RS384,
      JWSAlgorithm.RS512,
      JWSAlgorithm.PS256,
      JWSAlgorithm.PS384,
      JWSAlgorithm.PS512,
      JWSAlgorithm.ES256,
      JWSAlgorithm.ES384,
      JWSAlgorithm.ES512);

  private static final String METADATA = "the metadata";

  private final OpenIdOptions options;
  private final OIDCProviderMetadata metadata;

  private Provider(OpenIdOptions options, OIDCProviderMetadata metadata) {
    this.options = options;
    this.metadata = metadata;
  }

  /** Asks a provider for its metadata. */
  @Coroutine
  static CompletionStage<Provider> discover(ProviderClient client, OpenIdOptions options) {
    String issuer = options.issuer().replaceFirst("/$", "");
    URI uri = URI.create(issuer + "/.well-known/openid-configuration");
    String document = await(client.document(METADATA, uri));
    OIDCProviderMetadata metadata =
        ProviderClient.reading(METADATA, () -> OIDCProviderMetadata.parse(document));
    Provider provider = new Provider(options, metadata);
    provider.check();
    return completedFuture(provider);
  }

  private void check() {
    String named = metadata.getIssuer().getValue();
    require(
        named.equals(options.issuer()),
        "it names itself " + named + ", and not " + options.issuer()
            + "; the issuer has to be exactly that");
    checkEndpoint("authorization_endpoint", metadata.getAuthorizationEndpointURI());
    checkEndpoint("token_endpoint", metadata.getTokenEndpointURI());
    checkEndpoint("jwks_uri", metadata.getJWKSetURI());
    userInfoEndpoint().ifPresent(uri -> checkEndpoint("userinfo_endpoint", uri));
    endSessionEndpoint().ifPresent(uri -> checkEndpoint("end_session_endpoint", uri));
    require(
        metadata.getResponseTypes() == null
            || metadata.getResponseTypes().contains(ResponseType.CODE),
        "it does not know the code flow");
    require(
        options.leniencies().contains(Leniency.UNANNOUNCED_PKCE) || announcesPkce(),
        "it does not say that it knows PKCE with S256; if it does, allow(UNANNOUNCED_PKCE)");
    require(!algorithms().isEmpty(), "it signs with no algorithm of " + SIGNATURES);
  }

  private boolean announcesPkce() {
    List<CodeChallengeMethod> methods = metadata.getCodeChallengeMethods();
    return methods != null && methods.contains(CodeChallengeMethod.S256);
  }

  private void checkEndpoint(String name, @Nullable URI uri) {
    if (uri == null) {
      throw refused("it has no " + name);
    }
    URI issuer = URI.create(options.issuer());
    boolean secure = Urls.isSecure(uri)
        && (uri.getScheme().equals("https") || issuer.getScheme().equals("http"));
    require(secure, "its " + name + " is not at an https URL: " + uri);
    boolean known = uri.getAuthority().equals(issuer.getAuthority())
        || options.endpointHosts().contains(uri.getHost());
    require(
        known,
        "its " + name + " is at " + uri.getHost() + ", and not at " + issuer.getAuthority()
            + "; if that is right, add it by endpointHosts(\"" + uri.getHost() + "\")");
  }

  private void require(boolean met, String otherwise) {
    if (!met) {
      throw refused(otherwise);
    }
  }

  private RuntimeException refused(String why) {
    return Frames.<RuntimeException>unchecked(OpenIdProviderException.bad(
        METADATA + " of the OpenID provider " + options.issuer() + ": " + why));
  }

  OpenIdOptions options() {
    return options;
  }

  OIDCProviderMetadata metadata() {
    return metadata;
  }

  /** Returns the algorithms on the list that the provider uses. */
  Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> used = new LinkedHashSet<>(SIGNATURES);
    if (metadata.getIDTokenJWSAlgs() != null) {
      used.retainAll(metadata.getIDTokenJWSAlgs());
    }
    return used;
  }

  Optional<URI> userInfoEndpoint() {
    return options.leniencies().contains(Leniency.NO_USER_INFO)
        ? Optional.empty()
        : Optional.ofNullable(metadata.getUserInfoEndpointURI());
  }

  Optional<URI> endSessionEndpoint() {
    return Optional.ofNullable(metadata.getEndSessionEndpointURI());
  }

  /** Returns whether each response of the provider must say who it is from (RFC 9207). */
  boolean saysIssuer() {
    return metadata.supportsAuthorizationResponseIssuerParam();
  }
}
