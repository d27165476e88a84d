package dev.coriolis.example;

import dev.coriolis.http.Headers;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.HttpError;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.http.server.Parameters;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.web.Session;
import dev.coriolis.web.Sessions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A small OpenID provider, so that this example can log users in without internet: the code flow with
 * PKCE, one client, and users without passwords. It remembers in the browser who has logged in, until
 * that user logs out.
 */
final class StandInProvider {
  static final String CLIENT_ID = "example";

  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Stand-in provider</title>
      <h1>Who are you?</h1>
      <p>%s</p>
      <form method="post" action="%s">
      <input name="user" autofocus> <button>Log in</button>
      </form>
      </html>
      """;

  private final String clientSecret = Grants.random();
  private final Grants grants = new Grants();
  private final SigningKey key = new SigningKey();

  /** The cookies of a host are those of all its ports, so this one needs a name of its own. */
  private final Sessions sessions =
      Sessions.builder(SecretKeys.random()).cookieName("__Host-provider").build();

  String clientSecret() {
    return clientSecret;
  }

  /** Starts it on a free port of this machine. */
  CompletionStage<HttpServer> start(EventLoop loop) {
    Router router = new Router()
        .filter(sessions)
        .get("/.well-known/openid-configuration", StandInProvider::describe)
        .get("/keys", exchange -> exchange.respondJson(200, key.published()))
        .get("/authorize", this::authorize)
        .post("/authorize", this::logIn)
        .post("/token", this::redeem)
        .get("/userinfo", this::tell)
        .get("/logout", StandInProvider::logOut);
    return HttpServer.builder(loop, router).port(0).start();
  }

  private static String issuer(Exchange exchange) {
    return "http://" + exchange.headers().first("Host").orElseThrow();
  }

  private static CompletionStage<Void> describe(Exchange exchange) {
    String issuer = issuer(exchange);
    return exchange.respondJson(
        200,
        Json.object(
            "issuer",
            issuer,
            "authorization_endpoint",
            issuer + "/authorize",
            "token_endpoint",
            issuer + "/token",
            "userinfo_endpoint",
            issuer + "/userinfo",
            "jwks_uri",
            issuer + "/keys",
            "end_session_endpoint",
            issuer + "/logout",
            "scopes_supported",
            List.of("openid", "profile", "email"),
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256"),
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic"),
            "code_challenge_methods_supported",
            List.of("S256"),
            "authorization_response_iss_parameter_supported",
            true));
  }

  private CompletionStage<Void> authorize(Exchange exchange) {
    requireLogin(exchange.query());
    Optional<Account> known = Session.of(exchange).get("user").flatMap(Account::named);
    return known.isPresent()
        ? sendBack(exchange, known.get())
        : ask(exchange, "Try ada, or gaspard.");
  }

  private CompletionStage<Void> logIn(Exchange exchange) {
    requireLogin(exchange.query());
    Optional<Account> user =
        exchange.form().last("user").map(String::strip).flatMap(Account::named);
    if (user.isEmpty()) {
      return ask(exchange, "There is nobody of that name. Try ada, or gaspard.");
    }
    Session.of(exchange).renew();
    Session.of(exchange).put("user", user.get().subject());
    return sendBack(exchange, user.get());
  }

  /** Nobody is sent back to where the client did not say it would be. */
  private static void requireLogin(Parameters asked) {
    require("client_id", asked.last("client_id").filter(CLIENT_ID::equals));
    require("redirect_uri", asked.last("redirect_uri").filter(uri -> isOfClient(uri, "/callback")));
    require("response_type", asked.last("response_type").filter("code"::equals));
    require("code_challenge", asked.last("code_challenge"));
    require("code_challenge_method", asked.last("code_challenge_method").filter("S256"::equals));
  }

  private static void require(String name, Optional<String> value) {
    if (value.isEmpty()) {
      throw new HttpError(400, "the parameter " + name + " is missing, or not as registered");
    }
  }

  /** The port of a program on this machine is another one each time (RFC 8252, section 7.3). */
  private static boolean isOfClient(String uri, String path) {
    return uri.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?" + path);
  }

  private static CompletionStage<Void> ask(Exchange exchange, String text) {
    String action =
        exchange.target().replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    Headers headers = Headers.of(
        "Content-Type", MediaType.HTML.toString(),
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control", "no-store");
    byte[] page = String.format(Locale.ROOT, PAGE, text, action).getBytes(StandardCharsets.UTF_8);
    return exchange.respond(200, headers, page);
  }

  private CompletionStage<Void> sendBack(Exchange exchange, Account user) {
    Parameters asked = exchange.query();
    String redirectUri = asked.last("redirect_uri").orElseThrow();
    String code = grants.newCode(new Grants.Grant(
        user,
        redirectUri,
        asked.last("nonce").orElse(""),
        asked.last("code_challenge").orElseThrow()));
    return redirect(
        exchange,
        redirectUri + "?code=" + code
            + "&state=" + encoded(asked.last("state").orElse(""))
            + "&iss=" + encoded(issuer(exchange)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static CompletionStage<Void> redirect(Exchange exchange, String url) {
    Headers headers = Headers.of("Location", url, "Cache-Control", "no-store");
    return exchange.respond(303, headers, new byte[0]);
  }

  private CompletionStage<Void> redeem(Exchange exchange) {
    exchange.addResponseHeader("Cache-Control", "no-store");
    String client = exchange.headers().first("Authorization").orElse("");
    if (!client.equals(Grants.basic(CLIENT_ID, clientSecret))) {
      return exchange.respondJson(401, Json.object("error", "invalid_client"));
    }
    Optional<Grants.Grant> grant = grants.redeem(exchange.form());
    if (grant.isEmpty()) {
      return exchange.respondJson(400, Json.object("error", "invalid_grant"));
    }
    String idToken = key.idToken(issuer(exchange), CLIENT_ID, grant.get());
    return exchange.respondJson(
        200,
        Json.object(
            "access_token",
            grants.newAccessToken(grant.get().user()),
            "token_type",
            "Bearer",
            "expires_in",
            Grants.LIFETIME.toSeconds(),
            "id_token",
            idToken));
  }

  private CompletionStage<Void> tell(Exchange exchange) {
    Account user = exchange
        .headers()
        .first("Authorization")
        .flatMap(grants::userOf)
        .orElseThrow(() -> new HttpError(
            401, "the access token is not valid", Headers.of("WWW-Authenticate", "Bearer")));
    return exchange.respondJson(200, user.claims());
  }

  private static CompletionStage<Void> logOut(Exchange exchange) {
    Session.of(exchange).end();
    Optional<String> target = exchange
        .query()
        .last("post_logout_redirect_uri")
        .filter(uri -> isOfClient(uri, "/logged-out"));
    if (target.isEmpty()) {
      return exchange.respondText(200, "You are logged out.");
    }
    String state = encoded(exchange.query().last("state").orElse(""));
    return redirect(exchange, target.get() + "?state=" + state);
  }
}
