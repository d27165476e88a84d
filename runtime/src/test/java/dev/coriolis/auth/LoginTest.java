package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.http.server.Parameters;
import dev.coriolis.json.Json;
import dev.coriolis.testprograms.Browser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The way of a login that passes every check. */
@Timeout(60)
class LoginTest {
  private final Browser browser = new Browser();
  private TestProvider provider;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
    site = TestSite.start(provider.options());
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  @Test
  void pageThatNeedsALoginIsShownAfterIt() throws Exception {
    HttpResponse<String> page = browser.open(site.url("/me?tab=2"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri()).isEqualTo(site.url("/me?tab=2"));
    JsonNode claims = Json.parse(page.body());
    assertThat(claims.path("sub").asString()).isEqualTo(TestProvider.SUBJECT);
    assertThat(claims.path("name").asString()).isEqualTo("Ada");
    assertThat(claims.path("email").asString()).isEqualTo("ada@example.org");
    assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, user-7");
  }

  @Test
  void laterPagesAskTheProviderForNothing() throws Exception {
    browser.open(site.url("/me"));
    provider.requests.clear();

    assertThat(browser.step(site.url("/me")).statusCode()).isEqualTo(200);
    assertThat(provider.requests).isEmpty();
  }

  @Test
  void loginAskedForLeadsToItsReturnPath() throws Exception {
    assertThat(browser.open(site.url("/login")).uri()).isEqualTo(site.url("/"));
    assertThat(browser.open(site.url("/login?return_to=/cart%3Fa%3Db")).uri())
        .isEqualTo(site.url("/cart?a=b"));
  }

  @Test
  void asksForACodeWithStateNonceAndPkce() throws Exception {
    browser.open(site.url("/me"));
    Parameters asked = provider.authorizations.remove();

    assertThat(asked.last("response_type")).contains("code");
    assertThat(asked.last("client_id")).contains(TestProvider.CLIENT);
    assertThat(asked.last("redirect_uri")).contains(site.url("/callback").toString());
    assertThat(asked.last("scope")).contains("openid profile email");
    assertThat(asked.last("code_challenge_method")).contains("S256");
    assertThat(asked.last("code_challenge").orElseThrow()).hasSize(43);
    assertThat(asked.last("state").orElseThrow()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(asked.last("nonce").orElseThrow()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(asked.last("response_mode").orElse("query")).isEqualTo("query");
    assertThat(asked.last("state")).isNotEqualTo(asked.last("nonce"));
  }

  @Test
  void provesWhoAskedForTheCode() throws Exception {
    browser.open(site.url("/me"));
    Parameters asked = provider.authorizations.remove();
    Parameters form = provider.tokenRequests.remove();
    String verifier = form.last("code_verifier").orElseThrow();

    byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
        .digest(verifier.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(asked.last("code_challenge"))
        .contains(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    assertThat(form.last("grant_type")).contains("authorization_code");
    assertThat(form.last("redirect_uri")).isEqualTo(asked.last("redirect_uri"));
    assertThat(provider.tokenHeaders.remove().first("Authorization").orElseThrow())
        .startsWith("Basic ");
  }

  @Test
  void sessionHasAnotherIdAfterTheLogin() throws Exception {
    browser.open(site.url("/put"));
    String before = browser.cookies(site.url("/")).get("__Host-session");

    browser.open(site.url("/login"));

    assertThat(browser.cookies(site.url("/")).get("__Host-session")).isNotEqualTo(before);
    assertThat(browser.open(site.url("/cart")).body()).isEqualTo("full");
    Browser thief = new Browser();
    thief.cookies(site.url("/")).put("__Host-session", before);
    assertThat(thief.open(site.url("/")).body()).isEqualTo("hello, stranger");
    assertThat(thief.open(site.url("/cart")).body()).isEqualTo("empty");
  }

  @Test
  void anotherUserFindsNothingOfTheOneBefore() throws Exception {
    browser.open(site.url("/login"));
    browser.open(site.url("/put"));
    provider.claims = claims -> claims.subject("other");
    provider.userInfo = document -> document.put("sub", "other");

    browser.open(site.url("/login"));

    assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, other");
    assertThat(browser.open(site.url("/cart")).body()).isEqualTo("empty");
  }

  @Test
  void cookiesAreForThisHostAndNoScripts() throws Exception {
    HttpResponse<String> start = browser.step(site.url("/me"));
    List<String> cookies = start.headers().allValues("Set-Cookie");

    assertThat(cookies).hasSize(1);
    assertThat(cookies.get(0))
        .startsWith("__Host-login-")
        .endsWith("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax");
    assertThat(start.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(start.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void cookieOfTheLoginIsGoneAfterIt() throws Exception {
    browser.open(site.url("/me"));

    assertThat(browser.cookies(site.url("/")).keySet()).containsExactly("__Host-session");
  }

  @Test
  void programsAreToldThatALoginIsNeeded() throws Exception {
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> response = java.net.http.HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(site.url("/me"))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());

      assertThat(response.statusCode()).as(method).isEqualTo(401);
      assertThat(Json.parse(response.body()).path("message").asString())
          .isEqualTo("this needs a login, at /login");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("OpenIdLogin");
    }
  }

  @Test
  void twoTabsLogInAtOnce() throws Exception {
    HttpResponse<String> first = browser.step(site.url("/me?tab=1"));
    HttpResponse<String> second = browser.step(site.url("/me?tab=2"));

    assertThat(browser.follow(first).uri()).isEqualTo(site.url("/me?tab=1"));
    assertThat(browser.follow(second).uri()).isEqualTo(site.url("/me?tab=2"));
    assertThat(browser.cookies(site.url("/")).keySet()).containsExactly("__Host-session");
  }

  @Test
  void loginsThatAreGivenUpDoNotPileUp() throws Exception {
    for (int i = 0; i < 30; i++) {
      browser.step(site.url("/me?tab=" + i));
    }

    assertThat(browser.cookies(site.url("/"))).hasSizeLessThanOrEqualTo(5);
    assertThat(browser.open(site.url("/me")).statusCode()).isEqualTo(200);
  }

  @Test
  void emailCountsOnlyIfItIsVerified() throws Exception {
    Identity verified =
        identity("{\"email\":\"a@example.org\",\"email_verified\":true,\"name\":\"A\"}");

    assertThat(verified.email()).contains("a@example.org");
    assertThat(verified.name()).contains("A");
    assertThat(identity("{\"email\":\"a@example.org\"}").email()).isEmpty();
    assertThat(
            identity("{\"email\":\"a@example.org\",\"email_verified\":false}").email())
        .isEmpty();
    assertThat(identity("{}").name()).isEmpty();
    assertThat(verified).hasToString("sub of https://example.org");
  }

  private static Identity identity(String claims) {
    return new Identity("https://example.org", "sub", Json.parse(claims));
  }

  @Test
  void siteBehindAProxyIsKnownByItsBaseUrl() throws Exception {
    try (TestSite behind =
        TestSite.start(provider.options().baseUrl("https://www.example.org").path("/accounts"))) {
      URI start = Browser.location(browser.step(behind.url("/accounts/login")));

      assertThat(start.getQuery())
          .contains("redirect_uri=https://www.example.org/accounts/callback");
    }
  }
}
