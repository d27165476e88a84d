package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpError;
import dev.coriolis.web.Filter;
import dev.coriolis.web.Router;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Logs users of a site in with an OpenID provider, over OpenID Connect.
 *
 * <pre>{@code
 * OpenIdLogin login = await(OpenIdLogin.discover(issuer, clientId, clientSecret));
 * Router router = login.addTo(new Router());
 * router.get("/me", login.required(
 *     exchange -> exchange.respondJson(200, Identity.of(exchange).claims())));
 * }</pre>
 *
 * <p>The router gets {@code /login}, {@code /callback}, {@code /logout}, {@code /logged-out} and {@code
 * /backchannel-logout}, and sessions. With the provider, {@code <site>/callback} is to be registered as
 * redirect URI, and {@code <site>/logged-out} as post logout redirect URI.
 *
 * <p>A login that does not pass every check is refused with a page that has a reference, under which the
 * log names the check; a provider that does not work is a 502 or 503. In both cases the session is as it
 * was.
 *
 * <p><b>Threads:</b> any number of servers and loops may share it.
 *
 * <p><b>Cancellation:</b> a browser that goes away ends what is asked of the provider for it alone.
 *
 * <p><b>Lifetime:</b> whoever discovered it closes it, after the servers that use it.
 */
public final class OpenIdLogin implements AutoCloseable {
  private static final long FRESH_SECONDS = 30;

  private final OpenIdOptions options;
  private final ProviderClient client;
  private final InstantSource clock;
  private final Refreshes refreshes;
  private final Replies replies;
  private final LoginStart start;
  private final LoginCallback callback;
  private final Logout logout;
  private final BackChannelLogout backChannel;

  private OpenIdLogin(Provider provider, ProviderClient client, InstantSource clock) {
    this.options = provider.options();
    this.client = client;
    this.clock = clock;
    replies = new Replies(options);
    Site site = new Site(options);
    Flows flows = new Flows(options, clock);
    Signatures signatures = new Signatures(provider, new SigningKeys(client, provider, clock));
    IdTokens idTokens = new IdTokens(provider, signatures, new IdTokenRules(options, clock));
    TokenEndpoint endpoint = new TokenEndpoint(client, provider);
    UserInfo userInfo = new UserInfo(client, provider, signatures);
    refreshes = new Refreshes(endpoint, idTokens, clock);
    start = new LoginStart(provider, flows, site, replies, clock);
    LoginCallback.Asking asking = new LoginCallback.Asking(endpoint, idTokens, userInfo);
    callback = new LoginCallback(provider, flows, asking, replies, clock);
    logout = new Logout(provider, site, replies);
    backChannel = new BackChannelLogout(provider, signatures, flows, clock);
  }

  /**
   * Asks a provider how to log in with it, all options at their default. On the thread of an event loop.
   *
   * @throws IllegalArgumentException if one of the arguments is none of its kind
   */
  public static CompletionStage<OpenIdLogin> discover(
      String issuer, String clientId, String clientSecret) {
    return discover(
        OpenIdOptions.builder(issuer, clientId).clientSecret(clientSecret).build());
  }

  /**
   * Asks a provider how to log in with it.
   *
   * @return fails with an {@link OpenIdProviderException} if the provider is down, or does not describe
   *     itself as it has to
   * @throws IllegalStateException if {@code com.nimbusds:oauth2-oidc-sdk} is not on the class path, or the
   *     thread belongs to no event loop and the client of the options has none
   */
  public static CompletionStage<OpenIdLogin> discover(OpenIdOptions options) {
    return discover(options, InstantSource.system());
  }

  static CompletionStage<OpenIdLogin> discover(OpenIdOptions options, InstantSource clock) {
    Nimbus.require();
    return discover(options, clock, new ProviderClient(options.client()));
  }

  @Coroutine
  private static CompletionStage<OpenIdLogin> discover(
      OpenIdOptions options, InstantSource clock, ProviderClient client) {
    boolean discovered = false;
    try {
      Provider provider = await(Provider.discover(client, options));
      discovered = true;
      return completedFuture(new OpenIdLogin(provider, client, clock));
    } finally {
      if (!discovered) {
        client.close();
      }
    }
  }

  /** Adds sessions and the paths of the login to a router, and returns that. */
  public Router addTo(Router router) {
    String path = options.path();
    return router
        .filter(options.sessions())
        .get(path + "/login", replies.guard(start))
        .get(path + "/callback", replies.guard(callback))
        .get(path + "/logout", replies.guard(logout::ask))
        .post(path + "/logout", replies.guard(logout::perform))
        .get(path + "/logged-out", replies.guard(logout::end))
        .post(path + "/backchannel-logout", backChannel);
  }

  /**
   * Returns the guard of what is only for users of this provider. Who has not logged in is sent to the
   * login and comes back afterwards, if it is a browser that opens a page; anything else is refused with
   * 401.
   */
  public Filter required() {
    return this::guard;
  }

  /** Returns a handler with the guard before it. See {@link #required()}. */
  public Handler required(Handler handler) {
    return required().around(handler);
  }

  private CompletionStage<?> guard(Exchange exchange, Handler next) throws Exception {
    Optional<Identity> identity = Identity.find(exchange);
    if (identity.filter(user -> user.issuer().equals(options.issuer())).isPresent()) {
      return next.handle(exchange);
    }
    if (!isPageOpened(exchange)) {
      throw new HttpError(
          401,
          "this needs a login, at " + options.path() + "/login",
          Headers.of("WWW-Authenticate", "OpenIdLogin"));
    }
    return start.beginFor(exchange);
  }

  private static boolean isPageOpened(Exchange exchange) {
    return exchange.method().equals(HttpMethod.GET)
        && exchange.headers().all("Accept").stream().anyMatch(type -> type.contains("text/html"))
        && exchange.headers().first("Sec-Fetch-Mode").orElse("navigate").equals("navigate");
  }

  /**
   * Returns an access token that is valid for a while, to act for the user at other services. An old one
   * is refreshed before, if the provider has given a refresh token.
   *
   * @return fails with an {@link HttpError}: 401 if nobody has logged in, or the login has come to an end
   *     at the provider, in which case it ends here too; 502 or 503 if the provider does not work
   */
  @Coroutine
  public CompletionStage<String> accessToken(Exchange exchange) {
    Identity user = Identity.of(exchange);
    LoginSession session = LoginSession.of(exchange);
    Tokens tokens = session
        .tokens(options.sessions().keys())
        .filter(known -> user.issuer().equals(options.issuer()))
        .orElseThrow(OpenIdLogin::ended);
    if (tokens.expires().isAfter(clock.instant().plusSeconds(FRESH_SECONDS))) {
      return completedFuture(tokens.accessToken());
    }
    if (tokens.refreshToken().isEmpty()) {
      throw ended();
    }
    try {
      Tokens fresh =
          await(refreshes.refresh(tokens, user.subject()), OpenIdProviderException.class);
      session.keep(fresh, options.sessions().keys());
      return completedFuture(fresh.accessToken());
    } catch (Refusal refusal) {
      replies.log(refusal, "refresh");
      session.end();
      throw ended();
    } catch (OpenIdProviderException failure) {
      replies.log(failure);
      throw new HttpError(failure.status(), "the login provider does not work at the moment");
    }
  }

  private static HttpError ended() {
    return new HttpError(401, "the login has come to an end; this needs a new one");
  }

  /** Ends what is asked of the provider, and closes the connections to it. */
  @Override
  public void close() {
    client.close();
  }
}
