package dev.coriolis.auth;

import dev.coriolis.http.client.HttpClient;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.web.Sessions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a site logs its users in with one provider.
 *
 * <pre>{@code
 * OpenIdOptions options = OpenIdOptions.builder("https://accounts.example.org", "my-client")
 *     .clientSecret(System.getenv("CLIENT_SECRET"))
 *     .baseUrl("https://www.example.org")
 *     .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class OpenIdOptions {
  private final Builder values;

  private OpenIdOptions(Builder builder) {
    values = builder;
  }

  /**
   * Returns a builder with every option at its default.
   *
   * @param issuer the provider, exactly as it names itself: a slash at the end matters
   * @param clientId the name under which this site is registered there
   * @throws IllegalArgumentException if {@code issuer} is no https URL (http for this machine), or has a
   *     query or a fragment, or {@code clientId} is empty
   */
  public static Builder builder(String issuer, String clientId) {
    return new Builder(issuer, clientId);
  }

  String issuer() {
    return values.issuer;
  }

  String clientId() {
    return values.clientId;
  }

  ClientAuthentication authentication() {
    return values.authentication;
  }

  Optional<URI> baseUrl() {
    return Optional.ofNullable(values.baseUrl);
  }

  String path() {
    return values.path;
  }

  List<String> scopes() {
    return values.scopes;
  }

  Sessions sessions() {
    return values.sessions;
  }

  HttpClient.Builder client() {
    return values.client;
  }

  Optional<Duration> maxAge() {
    return Optional.ofNullable(values.maxAge);
  }

  List<String> authenticationClasses() {
    return values.authenticationClasses;
  }

  Set<String> trustedAudiences() {
    return values.trustedAudiences;
  }

  Set<String> endpointHosts() {
    return values.endpointHosts;
  }

  Set<Leniency> leniencies() {
    return values.leniencies;
  }

  String afterLogout() {
    return values.afterLogout;
  }

  /** What is asked of a provider by default, and which some do not do. */
  public enum Leniency {
    /** The provider knows PKCE with S256, but does not say so in its metadata. It is sent anyway. */
    UNANNOUNCED_PKCE,
    /** Its logout tokens do not have the type {@code logout+jwt}. */
    UNTYPED_LOGOUT_TOKENS,
    /** Its user information is not asked for: the ID token has all that is needed. */
    NO_USER_INFO
  }

  /** Builds {@link OpenIdOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private final String issuer;
    private final String clientId;
    private ClientAuthentication authentication = ClientAuthentication.none();
    private @Nullable URI baseUrl;
    private String path = "";
    private List<String> scopes = List.of("openid", "profile", "email");
    private Sessions sessions = Sessions.create(SecretKeys.random());
    private HttpClient.Builder client = HttpClient.builder().timeout(Duration.ofSeconds(10));
    private @Nullable Duration maxAge;
    private List<String> authenticationClasses = List.of();
    private Set<String> trustedAudiences = Set.of();
    private Set<String> endpointHosts = Set.of();
    private Set<Leniency> leniencies = Set.of();
    private String afterLogout = "/";

    private Builder(String issuer, String clientId) {
      URI uri = Urls.requireSecure("the issuer", issuer);
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "the issuer must have neither query nor fragment, was " + issuer);
      }
      if (clientId.isEmpty()) {
        throw new IllegalArgumentException("the client id must not be empty");
      }
      this.issuer = issuer;
      this.clientId = clientId;
    }

    /**
     * Sets the secret of this client, sent in the {@code Authorization} header. Default: a public client.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Builder clientSecret(String secret) {
      return authentication(ClientAuthentication.secretBasic(secret));
    }

    /** Sets how this client proves who it is. Default: not at all, as a public client. */
    public Builder authentication(ClientAuthentication proof) {
      authentication = proof;
      return this;
    }

    /**
     * Sets where browsers find this site, of which the redirect URI registered with the provider is
     * {@code <base>/callback}. Default: what the browser says, if that is this machine ({@code
     * localhost}); there is none for other machines, since the header could be anybody's.
     *
     * @throws IllegalArgumentException if it is no https URL (http for this machine), or has a path
     */
    public Builder baseUrl(String url) {
      URI uri = Urls.requireSecure("the base URL", url);
      if (!uri.equals(Urls.origin(uri)) && !uri.equals(Urls.origin(uri).resolve("/"))) {
        throw new IllegalArgumentException(
            "the base URL must have neither path nor query, was " + url + "; see path");
      }
      baseUrl = Urls.origin(uri);
      return this;
    }

    /**
     * Sets what stands before {@code /login}, {@code /callback} and the other paths of the login, for
     * sites with several providers. Default: nothing.
     *
     * @throws IllegalArgumentException if it does not start with a slash, or ends with one
     */
    public Builder path(String prefix) {
      if (!prefix.isEmpty() && (!ReturnPath.isSafe(prefix) || prefix.endsWith("/"))) {
        throw new IllegalArgumentException(
            "the path must be like /accounts, without a slash at the end, was " + prefix);
      }
      path = prefix;
      return this;
    }

    /** Sets what is asked for, besides {@code openid}. Default: {@code profile email}. */
    public Builder scopes(String... names) {
      List<String> all = new ArrayList<>(List.of(names));
      all.remove("openid");
      all.add(0, "openid");
      scopes = List.copyOf(all);
      return this;
    }

    /**
     * Sets the sessions that remember who has logged in. Default: sessions in memory with a random key,
     * which end with the process.
     */
    public Builder sessions(Sessions remembered) {
      sessions = remembered;
      return this;
    }

    /**
     * Sets what the client is built of that asks the provider: its loop, the certificates it trusts, its
     * timeouts. Default: the loop of the calling thread, and 10 seconds for a request. Redirects are never
     * followed, and no answer may be larger than 1 MiB.
     */
    public Builder client(HttpClient.Builder builder) {
      client = builder;
      return this;
    }

    /**
     * Sets how long ago a user may have proved who it is; after that, the provider asks again. Default:
     * for the provider to decide.
     *
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public Builder maxAge(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("maxAge must not be negative, was " + time);
      }
      maxAge = time;
      return this;
    }

    /** Sets in which ways a user may prove who it is ({@code acr}); one of them it must be. Default: any. */
    public Builder authenticationClasses(String... values) {
      authenticationClasses = List.of(values);
      return this;
    }

    /** Sets for whom else the ID token may be. Default: for nobody but this client. */
    public Builder trustedAudiences(String... audiences) {
      trustedAudiences = Set.of(audiences);
      return this;
    }

    /** Sets on which hosts, besides that of the issuer, endpoints of the provider may be. Default: none. */
    public Builder endpointHosts(String... hosts) {
      endpointHosts = Set.of(hosts);
      return this;
    }

    /** Sets what is not asked of this provider. Default: nothing. */
    public Builder allow(Leniency... others) {
      leniencies = Set.of(others);
      return this;
    }

    /**
     * Sets to which path of this site a logout leads in the end. Default: {@code /}.
     *
     * @throws IllegalArgumentException if it is no path of this site
     */
    public Builder afterLogout(String target) {
      if (!ReturnPath.isSafe(target)) {
        throw new IllegalArgumentException("afterLogout must be a path, was " + target);
      }
      afterLogout = target;
      return this;
    }

    /** Returns the options. */
    public OpenIdOptions build() {
      Builder copy = new Builder(issuer, clientId);
      copy.authentication = authentication;
      copy.baseUrl = baseUrl;
      copy.path = path;
      copy.scopes = scopes;
      copy.sessions = sessions;
      copy.client = client;
      copy.maxAge = maxAge;
      copy.authenticationClasses = authenticationClasses;
      copy.trustedAudiences = trustedAudiences;
      copy.endpointHosts = endpointHosts;
      copy.leniencies = leniencies;
      copy.afterLogout = afterLogout;
      return new OpenIdOptions(copy);
    }
  }
}
