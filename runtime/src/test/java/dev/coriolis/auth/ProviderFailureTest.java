package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.coriolis.auth.OpenIdOptions.Leniency;
import dev.coriolis.http.Headers;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.server.Handler;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are down, slow, huge or confused; and keys that change. */
@Timeout(60)
class ProviderFailureTest {
  private static final Handler NEVER = exchange -> {
    await(delay(Duration.ofMinutes(10)));
    return exchange.respond(204);
  };

  private final Browser browser = new Browser();
  private volatile Instant now = Instant.now();
  private TestProvider provider;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private static Handler answers(int status, String type, String body) {
    return exchange -> exchange.respond(status, Headers.of("Content-Type", type), body.getBytes());
  }

  private void costs(int status, String logged, OpenIdOptions.Builder options) throws Exception {
    try (TestSite site = TestSite.start(options);
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      HttpResponse<String> page = browser.open(site.url("/me"));

      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0))
          .startsWith("login failed, reference ")
          .contains(logged);
      assertThat(page.statusCode()).isEqualTo(status);
      assertThat(page.body()).contains("The login provider does not work at the moment.");
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
    }
  }

  @ParameterizedTest(name = "{0} answers {1}")
  @CsvSource(delimiter = '|', textBlock = """
      # path    | status | body                                        | costs
      /token    | 500    | {}                                          | 502
      /token    | 503    | {}                                          | 503
      /token    | 429    | {}                                          | 503
      /token    | 302    | {}                                          | 502
      /token    | 200    | no JSON                                     | 502
      /token    | 200    | {}                                          | 502
      /token    | 200    | []                                          | 502
      /token    | 200    | null                                        | 502
      /token    | 200    | {"access_token":7,"token_type":"Bearer"}    | 502
      /token    | 200    | {"access_token":"a","token_type":"Bearer","id_token":"a.b.c"} | 502
      /token    | 200    | {"access_token":"a","token_type":"N_A","id_token":"e30.e30."} | 502
      /token    | 401    | {"error":"invalid_client"}                  | 502
      /token    | 400    | {"error":"server_error"}                    | 502
      /token    | 404    | gone                                        | 502
      /keys     | 500    | {}                                          | 502
      /keys     | 200    | {"keys":7}                                  | 502
      /keys     | 404    | {}                                          | 502
      /userinfo | 401    | {}                                          | 502
      /userinfo | 200    | {}                                          | 502
      /userinfo | 200    | {"sub":7}                                   | 502
      /userinfo | 500    | {}                                          | 502
      """)
  void badAnswer(String path, int status, String body, int cost) throws Exception {
    provider.instead.put(path, answers(status, "application/json", body));

    costs(cost, "of the OpenID provider", provider.options());
  }

  @Test
  void hugeAnswerThatIsRightOtherwise() throws Exception {
    String huge = " ".repeat(2 * 1024 * 1024);
    provider.tokens = document -> document.put("padding", huge);
    costs(502, "the token response of the OpenID provider: receiving", provider.options());
    provider.tokens = document -> {};
    provider.userInfo = document -> document.put("padding", huge);
    costs(502, "the user information of the OpenID provider: receiving", provider.options());
    String keys = new JWKSet(provider.key.toPublicJWK()).toString();
    provider.instead.put("/keys", answers(200, "application/json", keys + huge));
    costs(502, "the keys of the OpenID provider: receiving", provider.options());
  }

  @Test
  void accessTokenOfAnotherType() throws Exception {
    provider.tokens = document -> document.put("token_type", "DPoP");

    costs(502, "the access token is no bearer token", provider.options());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", "/keys", "/userinfo"})
  void noAnswer(String path) throws Exception {
    provider.instead.put(path, NEVER);

    costs(
        503,
        "not done within 4000 ms",
        provider.options().client(HttpClient.builder().timeout(Duration.ofSeconds(4))));
  }

  @Test
  void deepAnswer() throws Exception {
    provider.instead.put("/token", answers(200, "application/json", "[".repeat(200_000)));

    costs(502, "of the OpenID provider", provider.options());
  }

  @Test
  void providerThatIsGone() throws Exception {
    TestProvider gone = new TestProvider();
    try (TestSite site = TestSite.start(gone.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      URI callback =
          Browser.location(browser.step(Browser.location(browser.step(site.url("/login")))));
      gone.close();

      assertThat(browser.open(callback).statusCode()).isEqualTo(503);
      assertThat(log.messages(Level.WARN)).hasSize(1);
    }
  }

  @Test
  void browserThatGoesAwayTakesItsRequestsAlong() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> givenUp = new CompletableFuture<>();
    provider.instead.put("/token", exchange -> {
      asked.complete(null);
      try {
        await(delay(Duration.ofMinutes(10)));
      } finally {
        givenUp.complete(null);
      }
      return exchange.respond(204);
    });
    try (TestSite site = TestSite.start(provider.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      URI callback =
          Browser.location(browser.step(Browser.location(browser.step(site.url("/login")))));
      CompletableFuture<?> page = browser.stepLater(callback);
      asked.get(30, TimeUnit.SECONDS);
      page.cancel(true);

      givenUp.get(30, TimeUnit.SECONDS);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
      assertThat(log.messages(Level.WARN)).isEmpty();
    }
  }

  private String discoveryFailure(OpenIdOptions.Builder options) throws Exception {
    Throwable failure = TestSite.failure(options);
    assertThat(failure).isInstanceOf(OpenIdProviderException.class);
    return failure.getMessage();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # name                             | value                       | message
      issuer                             | https://example.org         | it names itself https://example.org, and not
      authorization_endpoint             |                             | it has no authorization_endpoint
      token_endpoint                     |                             | it has no token_endpoint
      token_endpoint                     | http://example.org/token    | its token_endpoint is not at an https URL
      token_endpoint                     | https://example.org/token   | add it by endpointHosts("example.org")
      token_endpoint                     | file:///etc/passwd          | its token_endpoint is not at an https URL
      jwks_uri                           | https://169.254.169.254/    | add it by endpointHosts("169.254.169.254")
      userinfo_endpoint                  | https://example.org/        | add it by endpointHosts("example.org")
      end_session_endpoint               | https://user@example.org/   | its end_session_endpoint is not at an https URL
      """)
  void metadataThatIsNotTrusted(String name, String value, String message) throws Exception {
    provider.metadata = document -> {
      document.remove(name);
      if (value != null) {
        document.put(name, value);
      }
    };

    assertThat(discoveryFailure(provider.options())).contains(message);
  }

  @Test
  void metadataWithoutWhatIsNeeded() throws Exception {
    provider.metadata = document -> document.put("response_types_supported", List.of("id_token"));
    assertThat(discoveryFailure(provider.options())).endsWith("it does not know the code flow");
    provider.metadata =
        document -> document.put("id_token_signing_alg_values_supported", List.of("HS256", "none"));
    assertThat(discoveryFailure(provider.options())).contains("it signs with no algorithm of");
    provider.metadata =
        document -> document.put("code_challenge_methods_supported", List.of("plain"));
    assertThat(discoveryFailure(provider.options())).contains("allow(UNANNOUNCED_PKCE)");
    try (TestSite site = TestSite.start(provider.options().allow(Leniency.UNANNOUNCED_PKCE))) {
      assertThat(browser.open(site.url("/me")).statusCode()).isEqualTo(200);
      assertThat(provider.tokenRequests.remove().last("code_verifier")).isPresent();
    }
  }

  @Test
  void metadataThatIsNone() throws Exception {
    String path = "/.well-known/openid-configuration";
    for (Map.Entry<String, Handler> lie : Map.of(
            "cannot be read", answers(200, "application/json", "[]"),
            "status 404", answers(404, "text/html", "gone"),
            "status 302",
                (Handler) exchange -> exchange.respond(
                    302, Headers.of("Location", "http://169.254.169.254/"), new byte[0]),
            "RECEIVE", answers(200, "application/json", " ".repeat(2 * 1024 * 1024)))
        .entrySet()) {
      provider.instead.put(path, lie.getValue());
      String message = discoveryFailure(provider.options());
      assertThat(message).startsWith("the metadata of the OpenID provider");
      if (!lie.getKey().equals("RECEIVE")) {
        assertThat(message).contains(lie.getKey());
      }
    }
  }

  @Test
  void rotatedKeyIsFetchedOnce() throws Exception {
    try (TestSite site = TestSite.start(() -> now, provider.options())) {
      browser.open(site.url("/login"));
      assertThat(provider.count("/keys")).isEqualTo(1);
      RSAKey next = TestProvider.newKey("key-2");
      provider.published = next;
      provider.signer = claims -> TestProvider.sign(claims, next, JOSEObjectType.JWT);
      now = now.plus(Duration.ofMinutes(2));

      assertThat(browser.open(site.url("/login")).statusCode()).isEqualTo(200);
      assertThat(browser.open(site.url("/login")).statusCode()).isEqualTo(200);
      assertThat(provider.count("/keys")).isEqualTo(2);
    }
  }

  @Test
  void namesOfKeysThatAreMadeUpCostOneRequestAMinute() throws Exception {
    try (TestSite site = TestSite.start(() -> now, provider.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      browser.open(site.url("/login"));
      RSAKey unknown = TestProvider.newKey("unknown");
      provider.signer = claims -> TestProvider.sign(claims, unknown, JOSEObjectType.JWT);
      now = now.plus(Duration.ofMinutes(2));
      for (int i = 0; i < 5; i++) {
        assertThat(browser.open(site.url("/login")).statusCode()).isEqualTo(403);
      }

      assertThat(log.messages(Level.WARN)).hasSize(5).allMatch(line -> line.contains("check KEY"));
      assertThat(provider.count("/keys")).isEqualTo(2);
    }
  }

  @Test
  void keyThatWasTakenOutOfUseIsNotKnownAnHourLater() throws Exception {
    try (TestSite site = TestSite.start(() -> now, provider.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      browser.open(site.url("/login"));
      provider.published = TestProvider.newKey("key-2");
      now = now.plus(Duration.ofMinutes(61));
      provider.claims = claims -> claims
          .issueTime(java.util.Date.from(Instant.now()))
          .expirationTime(java.util.Date.from(Instant.now().plusSeconds(300)));

      assertThat(browser.open(site.url("/login")).statusCode()).isEqualTo(403);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("check KEY");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org", "example.org", "https://", "https://example.org?a=b",
        "https://example.org#a", "https://user:word@example.org", "ftp://example.org", ""
      })
  void issuerThatIsNone(String issuer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenIdOptions.builder(issuer, "client"))
        .withMessageStartingWith("the issuer must");
  }

  @Test
  void optionsThatMakeNoSense() {
    OpenIdOptions.Builder options = provider.options();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenIdOptions.builder(provider.issuer(), ""));
    assertThatIllegalArgumentException().isThrownBy(() -> options.clientSecret(""));
    assertThatIllegalArgumentException().isThrownBy(() -> options.baseUrl("http://example.org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.baseUrl("https://example.org/app"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.path("app"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.path("/app/"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.maxAge(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> options.afterLogout("//example.org"));
  }
}
