package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.coriolis.auth.OpenIdOptions.Leniency;
import dev.coriolis.json.Json;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logouts that the user asks for, and those that the provider asks for. */
@Timeout(60)
class LogoutTest {
  private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final Browser browser = new Browser();
  private final RecordedLog log = RecordedLog.of(OpenIdLogin.class);
  private TestProvider provider;
  private TestSite site;

  @BeforeEach
  void logIn() throws Exception {
    provider = new TestProvider();
    site = TestSite.start(provider.options());
    browser.open(site.url("/login"));
  }

  @AfterEach
  void stop() {
    log.close();
    site.close();
    provider.close();
  }

  private String hello(Browser by) throws Exception {
    return by.open(site.url("/")).body();
  }

  private static Map<String, String> query(URI uri) {
    return Stream.of(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(
            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Test
  void endsTheSessionHereAndThenAtTheProvider() throws Exception {
    String cookie = browser.cookies(site.url("/")).get("__Host-session");
    HttpResponse<String> end = browser.post(site.url("/logout"));
    Map<String, String> asked = query(end.uri());

    assertThat(end.uri().toString()).startsWith(provider.issuer() + "/end?");
    assertThat(SignedJWT.parse(asked.get("id_token_hint")).getJWTClaimsSet().getSubject())
        .isEqualTo(TestProvider.SUBJECT);
    assertThat(asked.get("client_id")).isEqualTo(TestProvider.CLIENT);
    assertThat(asked.get("post_logout_redirect_uri"))
        .isEqualTo(site.url("/logged-out").toString());
    assertThat(hello(browser)).isEqualTo("hello, stranger");
    Browser thief = new Browser();
    thief.cookies(site.url("/")).put("__Host-session", cookie);
    assertThat(hello(thief)).isEqualTo("hello, stranger");

    HttpResponse<String> back = browser.open(site.url("/logged-out?state=" + asked.get("state")));
    assertThat(back.uri()).isEqualTo(site.url("/"));
    assertThat(browser.cookies(site.url("/"))).isEmpty();
  }

  @Test
  void returnFromALogoutThatNobodyBeganIsRefused() throws Exception {
    HttpResponse<String> end = browser.post(site.url("/logout"));
    String state = query(end.uri()).get("state");

    assertThat(new Browser().open(site.url("/logged-out?state=" + state)).statusCode())
        .isEqualTo(400);
    assertThat(browser.open(site.url("/logged-out?state=guessed")).statusCode()).isEqualTo(400);
    assertThat(log.messages(Level.WARN))
        .hasSize(2)
        .allMatch(line -> line.contains("check LOGOUT_STATE"));
  }

  @Test
  void linkAloneLogsNobodyOut() throws Exception {
    HttpResponse<String> page = browser.open(site.url("/logout"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\" action=\"/logout\">");
    assertThat(hello(browser)).isEqualTo("hello, user-7");
  }

  @Test
  void formOfAnotherSiteLogsNobodyOut() throws Exception {
    HttpResponse<String> page =
        browser.post(site.url("/logout"), "Origin", "https://evil.example.org");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(log.messages(Level.WARN)).first().asString().contains("check ORIGIN");
    assertThat(hello(browser)).isEqualTo("hello, user-7");
    browser.post(site.url("/logout"), "Sec-Fetch-Site", "same-site");
    browser.post(site.url("/logout"), "Origin", "null");
    assertThat(hello(browser)).isEqualTo("hello, user-7");
    browser.post(site.url("/logout"), "Sec-Fetch-Site", "same-origin", "Origin", "null");
    assertThat(hello(browser)).isEqualTo("hello, stranger");
    browser.open(site.url("/login"));
    String own = site.url("/").toString().replaceAll("/$", "");
    assertThat(browser.post(site.url("/logout"), "Origin", own).statusCode()).isEqualTo(200);
    assertThat(hello(browser)).isEqualTo("hello, stranger");
  }

  @Test
  void providerWithoutLogoutSendsNobodyAway() throws Exception {
    provider.metadata = document -> document.remove("end_session_endpoint");
    try (TestSite other = TestSite.start(provider.options().afterLogout("/cart"))) {
      browser.open(other.url("/login"));

      assertThat(browser.post(other.url("/logout")).uri()).isEqualTo(other.url("/cart"));
      assertThat(browser.open(other.url("/")).body()).isEqualTo("hello, stranger");
    }
  }

  private HttpResponse<String> backChannel(String token) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(site.url("/backchannel-logout"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token))
        .build();
    return java.net.http.HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private JWTClaimsSet logoutClaims(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
        .issuer(provider.issuer())
        .audience(TestProvider.CLIENT)
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(120)))
        .jwtID(UUID.randomUUID().toString())
        .subject(TestProvider.SUBJECT)
        .claim("events", Map.of(EVENT, Map.of()));
    change.accept(claims);
    return claims.build();
  }

  private String logoutToken(Consumer<JWTClaimsSet.Builder> change) {
    return TestProvider.sign(logoutClaims(change), provider.key, TYPE);
  }

  @Test
  void providerEndsAllSessionsOfAUser() throws Exception {
    Browser second = new Browser();
    Browser other = new Browser();
    second.open(site.url("/login"));
    provider.claims = claims -> claims.subject("other");
    provider.userInfo = document -> document.put("sub", "other");
    other.open(site.url("/login"));

    HttpResponse<String> answer = backChannel(logoutToken(claims -> {}));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(hello(browser)).isEqualTo("hello, stranger");
    assertThat(hello(second)).isEqualTo("hello, stranger");
    assertThat(hello(other)).isEqualTo("hello, other");
  }

  @Test
  void providerEndsOneSession() throws Exception {
    Browser second = new Browser();
    provider.claims = claims -> claims.claim("sid", "session-2");
    second.open(site.url("/login"));

    backChannel(logoutToken(claims -> claims.claim("sid", "session-2")));

    assertThat(hello(second)).isEqualTo("hello, stranger");
    assertThat(hello(browser)).isEqualTo("hello, user-7");
  }

  @Test
  void logoutTokenCountsOnce() throws Exception {
    String token = logoutToken(claims -> {});
    backChannel(token);
    browser.open(site.url("/login"));

    assertThat(backChannel(token).statusCode()).isEqualTo(400);
    assertThat(hello(browser)).isEqualTo("hello, user-7");
    assertThat(log.messages(Level.WARN)).first().asString().contains("check LOGOUT_REPLAY");
  }

  @Test
  void logoutTokensThatAreNoneEndNothing() throws Exception {
    RSAKey forged = TestProvider.newKey("key-1");
    Date old = Date.from(Instant.now().minus(Duration.ofMinutes(20)));
    Date later = Date.from(Instant.now().plus(Duration.ofMinutes(20)));
    List<String> bad = List.of(
        "",
        "no.token.atall",
        logoutToken(claims -> claims.issuer("https://evil.example.org")),
        logoutToken(claims -> claims.audience("another-client")),
        logoutToken(claims -> claims.claim("events", null)),
        logoutToken(claims -> claims.claim("events", Map.of("http://other", Map.of()))),
        logoutToken(claims -> claims.claim("nonce", "n")),
        logoutToken(claims -> claims.jwtID(null)),
        logoutToken(claims -> claims.issueTime(null)),
        logoutToken(claims -> claims.issueTime(old)),
        logoutToken(claims -> claims.issueTime(later)),
        logoutToken(claims -> claims.expirationTime(old)),
        logoutToken(claims -> claims.subject(null)),
        new PlainJWT(logoutClaims(claims -> {})).serialize(),
        TestProvider.sign(logoutClaims(claims -> {}), forged, TYPE),
        TestProvider.sign(logoutClaims(claims -> {}), provider.key, JOSEObjectType.JWT),
        TestProvider.sign(provider.idToken("n"), provider.key, JOSEObjectType.JWT));
    for (String token : bad) {
      HttpResponse<String> answer = backChannel(token);
      assertThat(answer.statusCode()).as(token).isEqualTo(400);
      assertThat(Json.parse(answer.body()).path("error").asString()).isEqualTo("invalid_request");
    }

    assertThat(hello(browser)).isEqualTo("hello, user-7");
    assertThat(log.messages(Level.WARN)).hasSize(bad.size());
    assertThat(String.join("", log.messages(Level.WARN))).doesNotContain("eyJ");
  }

  @Test
  void untypedLogoutTokensAreAllowedOnDemand() throws Exception {
    String untyped =
        TestProvider.sign(logoutClaims(claims -> {}), provider.key, JOSEObjectType.JWT);
    site.close();
    site = TestSite.start(provider.options().allow(Leniency.UNTYPED_LOGOUT_TOKENS));
    browser.open(site.url("/login"));

    assertThat(backChannel(untyped).statusCode()).isEqualTo(200);
    assertThat(hello(browser)).isEqualTo("hello, stranger");
  }

  @Test
  void logoutThatCannotBeCheckedIsToBeTriedAgain() throws Exception {
    site.close();
    site = TestSite.start(provider.options());
    provider.instead.put("/keys", exchange -> exchange.respond(503));

    HttpResponse<String> answer = backChannel(logoutToken(claims -> {}));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
  }
}
