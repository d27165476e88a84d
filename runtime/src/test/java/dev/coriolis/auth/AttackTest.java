package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.web.Sessions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others try with the browser of a user, or with their own. */
@Timeout(60)
class AttackTest {
  private final Browser browser = new Browser();
  private final RecordedLog log = RecordedLog.of(OpenIdLogin.class);
  private final Sessions shared = Sessions.create(SecretKeys.random());
  private volatile Instant now = Instant.now();
  private TestProvider provider;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
    site = TestSite.start(() -> now, provider.options());
  }

  @AfterEach
  void stop() {
    log.close();
    site.close();
    provider.close();
  }

  /** Returns the URL with which the provider sends the browser back, which is not opened. */
  private URI callback(Browser by) throws Exception {
    return Browser.location(by.step(Browser.location(by.step(site.url("/login")))));
  }

  private void assertRefused(HttpResponse<String> page, Check check) throws Exception {
    assertThat(page.statusCode()).isEqualTo(check.status());
    assertThat(log.messages(Level.WARN)).last().asString().contains("the check " + check + ",");
  }

  private void assertStranger() throws Exception {
    assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
  }

  @Test
  void userIsNotLoggedInAsTheAttacker() throws Exception {
    URI ofTheAttacker = callback(new Browser());

    assertRefused(browser.open(ofTheAttacker), Check.STATE);
    assertStranger();
    assertThat(provider.count("/token")).isZero();
  }

  @Test
  void stateOfAnotherLoginOfTheSameBrowserDoesNotFitItsCode() throws Exception {
    URI first = callback(browser);
    URI second = callback(browser);
    String mixed = first.toString().replaceAll("code=[^&]*", "code=code-1");

    // The provider has the nonce of the second login for this code.
    assertRefused(browser.open(URI.create(mixed)), Check.NONCE);
    assertStranger();
    assertThat(browser.open(second).statusCode()).isEqualTo(200);
  }

  @Test
  void responseIsTakenOnce() throws Exception {
    URI callback = callback(browser);
    Map<String, String> kept = new TreeMap<>(browser.cookies(callback));
    assertThat(browser.open(callback).statusCode()).isEqualTo(200);

    assertRefused(browser.open(callback), Check.STATE);

    Browser copy = new Browser();
    copy.cookies(callback).putAll(kept);
    assertRefused(copy.open(callback), Check.REPLAY);
    assertThat(copy.open(site.url("/")).body()).isEqualTo("hello, stranger");
    assertThat(provider.count("/token")).isEqualTo(1);
  }

  @Test
  void responseComesTooLate() throws Exception {
    URI callback = callback(browser);
    now = now.plus(Duration.ofMinutes(10));

    assertRefused(browser.open(callback), Check.FLOW_AGE);
    assertStranger();
  }

  @Test
  void responseWithoutState() throws Exception {
    callback(browser);

    assertRefused(browser.open(site.url("/callback?code=code-0")), Check.STATE);
    assertRefused(browser.open(site.url("/callback?code=code-0&state=")), Check.STATE);
    assertRefused(browser.open(site.url("/callback?code=code-0&state=guessed")), Check.STATE);
    assertRefused(browser.open(site.url("/callback")), Check.STATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "code", "iss", "error", "other"})
  void parameterComesTwice(String name) throws Exception {
    String callback = callback(browser) + "&" + name + "=1&" + name + "=2";

    assertRefused(browser.open(URI.create(callback)), Check.RESPONSE);
    assertStranger();
  }

  @Test
  void cookieOfTheLoginIsChangedOrCut() throws Exception {
    for (int i = 0; i < 4; i++) {
      URI callback = callback(browser);
      Map<String, String> cookies = browser.cookies(callback);
      String name = cookies.keySet().iterator().next();
      String value = cookies.get(name);
      int middle = value.length() / 2;
      char other = value.charAt(middle) == 'A' ? 'B' : 'A';
      String[] bad = {
        value.substring(0, middle),
        value.substring(0, middle) + other + value.substring(middle + 1),
        "",
        SecretKeys.random().seal(name, "{}")
      };
      cookies.put(name, bad[i]);

      assertRefused(browser.open(callback), Check.STATE);
      cookies.clear();
    }
    assertStranger();
  }

  @Test
  void cookieOfOneLoginUnderTheNameOfAnother() throws Exception {
    URI first = callback(browser);
    Map<String, String> cookies = browser.cookies(first);
    String name = cookies.keySet().iterator().next();
    callback(browser);
    String other =
        cookies.keySet().stream().filter(key -> !key.equals(name)).findFirst().orElseThrow();
    cookies.put(name, cookies.get(other));

    assertRefused(browser.open(first), Check.STATE);
  }

  @Test
  void stateIsComparedWhateverTheNameOfTheCookie() throws Exception {
    SecretKeys keys = SecretKeys.random();
    try (TestSite own = TestSite.start(provider.options().sessions(Sessions.create(keys)))) {
      // As if the beginnings of two hashes were the same.
      String name = "__Host-login-" + Digests.of("guessed").substring(0, 12);
      Flow flow =
          new Flow("secret", "n", "v".repeat(43), own.url("/callback").toString(), "/", now);
      String purpose = name + " " + provider.issuer() + " " + TestProvider.CLIENT;
      browser.cookies(own.url("/")).put(name, keys.seal(purpose, flow.toJson()));

      assertRefused(browser.open(own.url("/callback?code=code-0&state=guessed")), Check.STATE);
      assertThat(provider.count("/token")).isZero();
    }
  }

  @Test
  void sessionCookieIsChangedOrCut() throws Exception {
    browser.open(site.url("/me"));
    Map<String, String> cookies = browser.cookies(site.url("/"));
    String value = cookies.get("__Host-session");

    cookies.put("__Host-session", value.substring(0, value.length() - 1));
    assertStranger();
    cookies.put("__Host-session", "B" + value.substring(1));
    assertStranger();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org/",
        "//evil.example.org",
        "/%5Cevil.example.org",
        "%5C%5Cevil.example.org",
        "/%09/evil.example.org",
        "/%0d%0aSet-Cookie:a=b",
        "/a//b",
        "javascript:alert(1)",
        "%20/a",
        "a",
        "",
        "/a%23b",
        "/%C3%BC"
      })
  void loginDoesNotLeadElsewhere(String target) throws Exception {
    assertRefused(browser.step(site.url("/login?return_to=" + target)), Check.RETURN_PATH);
  }

  @Test
  void pathThatLooksLikeAnotherSiteIsNotReturnedTo() throws Exception {
    try (TestSite guarded = TestSite.start(provider.options())) {
      HttpResponse<String> start =
          browser.step(URI.create(guarded.url("/") + "/evil.example.org/"));
      // Nothing is there; what matters is that no such path would come back from a login.
      assertThat(start.statusCode()).isEqualTo(404);
    }
    assertThat(ReturnPath.isSafe("//evil.example.org/")).isFalse();
    assertThat(ReturnPath.isSafe("/me?next=//evil.example.org")).isTrue();
    assertThat(ReturnPath.isSafe("/" + "a".repeat(2000))).isFalse();
  }

  @Test
  void codeOfOneProviderIsNotBroughtToAnother() throws Exception {
    try (TestProvider evil = new TestProvider();
        TestSite both = TestSite.start(
            provider.options().path("/good").sessions(shared),
            evil.options().path("/evil").sessions(shared))) {
      // The evil provider sends the browser to the good one, with the state of its own login.
      URI atEvil = Browser.location(browser.step(both.url("/evil/login")));
      URI atGood = URI.create(atEvil
          .toString()
          .replace(evil.issuer(), provider.issuer())
          .replaceAll("redirect_uri=[^&]*", "redirect_uri=" + both.url("/evil/callback")));
      HttpResponse<String> response = browser.step(atGood);

      assertRefused(browser.open(Browser.location(response)), Check.ISSUER_PARAMETER);
      assertThat(evil.count("/token")).as("codes that the evil provider got").isZero();
    }
  }

  @Test
  void loginBegunWithOneProviderIsNotEndedByAnother() throws Exception {
    try (TestProvider evil = new TestProvider();
        TestSite both = TestSite.start(
            provider.options().path("/good").sessions(shared),
            evil.options().path("/evil").sessions(shared))) {
      HttpResponse<String> response =
          browser.step(Browser.location(browser.step(both.url("/evil/login"))));
      URI moved = URI.create(
          Browser.location(response).toString().replace("/evil/callback", "/good/callback"));

      assertRefused(browser.open(moved), Check.STATE);
      assertThat(provider.count("/token")).isZero();
    }
  }

  @Test
  void guardOfOneProviderDoesNotTakeUsersOfAnother() throws Exception {
    try (TestProvider other = new TestProvider();
        TestSite both = TestSite.start(
            provider.options().path("/good").sessions(shared),
            other.options().path("/other").sessions(shared))) {
      browser.open(both.url("/other/login"));
      HttpResponse<String> page = browser.step(both.url("/me"));

      assertThat(page.statusCode()).isEqualTo(303);
      assertThat(Browser.location(page).toString()).startsWith(provider.issuer());
      assertThat(browser.open(both.url("/me")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void siteThatAnotherHostIsAskedForIsNotSentAway() throws Exception {
    try (RecordedLog server = RecordedLog.of(dev.coriolis.http.server.HttpServer.class)) {
      // The JDK's client lets no test set Host, so the request is written by hand.
      try (var socket = new java.net.Socket("127.0.0.1", site.url("/").getPort())) {
        socket.setSoTimeout(20_000);
        socket
            .getOutputStream()
            .write("GET /login HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"
                .getBytes());
        String answer = new String(socket.getInputStream().readAllBytes());
        assertThat(answer).startsWith("HTTP/1.1 500 ").doesNotContain("evil");
      }
      assertThat(server.failures())
          .extracting(Throwable::getMessage)
          .first()
          .asString()
          .contains("baseUrl(\"https://...\")");
    }
  }
}
