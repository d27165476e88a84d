package dev.coriolis.auth;

import static dev.coriolis.Coroutines.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.coriolis.http.server.Parameters;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How this client proves who it is, and how it keeps the tokens of users fresh. */
@Timeout(60)
class TokensTest {
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

  private void logIn(OpenIdOptions.Builder options) throws Exception {
    try (TestSite site = TestSite.start(options)) {
      assertThat(browser.open(site.url("/me")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sendsSecretInTheHeader() throws Exception {
    logIn(provider.options());
    String header = provider.tokenHeaders.remove().first("Authorization").orElseThrow();

    // Both parts are form-encoded first (RFC 6749, section 2.3.1).
    assertThat(new String(Base64.getDecoder().decode(header.substring("Basic ".length()))))
        .isEqualTo("test-client:test+secret%3A+with+%25+and+%2B");
    assertThat(provider.tokenRequests.remove().contains("client_secret")).isFalse();
  }

  @Test
  void sendsSecretInTheBody() throws Exception {
    logIn(provider.options().authentication(ClientAuthentication.secretPost(TestProvider.SECRET)));
    Parameters form = provider.tokenRequests.remove();

    assertThat(form.last("client_id")).contains(TestProvider.CLIENT);
    assertThat(form.last("client_secret")).contains(TestProvider.SECRET);
    assertThat(provider.tokenHeaders.remove().contains("Authorization")).isFalse();
  }

  @Test
  void publicClientSendsItsNameOnly() throws Exception {
    logIn(provider.options().authentication(ClientAuthentication.none()));
    Parameters form = provider.tokenRequests.remove();

    assertThat(form.last("client_id")).contains(TestProvider.CLIENT);
    assertThat(form.contains("client_secret")).isFalse();
    assertThat(form.last("code_verifier")).isPresent();
    assertThat(provider.tokenHeaders.remove().contains("Authorization")).isFalse();
  }

  @Test
  void signsAssertions() throws Exception {
    logIn(provider
        .options()
        .authentication(ClientAuthentication.privateKeyJwt(provider.key.toPrivateKey(), "my-key")));
    assertAssertion(new RSASSAVerifier(provider.key.toRSAPublicKey()), "RS256");
    for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
      ECKey key = new ECKeyGenerator(curve).generate();
      logIn(provider
          .options()
          .authentication(ClientAuthentication.privateKeyJwt(key.toPrivateKey(), "my-key")));
      assertAssertion(
          new ECDSAVerifier(key.toECPublicKey()),
          "ES" + curve.getName().replace("P-", "").replace("521", "512"));
    }
  }

  private void assertAssertion(JWSVerifier verifier, String algorithm) throws Exception {
    Parameters form = provider.tokenRequests.remove();
    SignedJWT assertion = SignedJWT.parse(form.last("client_assertion").orElseThrow());

    assertThat(form.last("client_assertion_type"))
        .contains("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    assertThat(assertion.verify(verifier)).isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("my-key");
    assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(provider.issuer());
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo(TestProvider.CLIENT);
    assertThat(assertion.getJWTClaimsSet().getJWTID()).isNotEmpty();
  }

  @Test
  void refusesKeysThatCannotSign() throws Exception {
    var key = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientAuthentication.privateKeyJwt(key, "my-key"))
        .withMessageStartingWith("the key of the client must be RSA or EC");
  }

  @Test
  void showsNothingOfSecrets() {
    assertThat(ClientAuthentication.secretBasic("secret")).hasToString("client_secret_basic");
    assertThat(ClientAuthentication.secretPost("secret")).hasToString("client_secret_post");
    assertThat(new Tokens("access", Instant.EPOCH, "refresh", "id").toString())
        .isEqualTo("Tokens[until 1970-01-01T00:00:00Z]");
    assertThat(new Flow("s", "n", "v", "r", "/", Instant.EPOCH)).hasToString("Flow[to /]");
  }

  private TestSite loggedIn() throws Exception {
    TestSite site = TestSite.start(() -> now, provider.options());
    browser.open(site.url("/login"));
    // New tokens are issued at the time of the site, which a test sets forward.
    provider.claims = claims -> claims.claim("nonce", null);
    return site;
  }

  @Test
  void accessTokenIsKeptWhileItIsFresh() throws Exception {
    try (TestSite site = loggedIn()) {
      assertThat(browser.open(site.url("/token")).body()).isEqualTo("access-1");
      assertThat(browser.open(site.url("/token")).body()).isEqualTo("access-1");
      assertThat(provider.count("/token")).isEqualTo(1);
    }
  }

  @Test
  void accessTokenIsRefreshedWithTheNewestRefreshToken() throws Exception {
    try (TestSite site = loggedIn()) {
      for (int i = 2; i < 5; i++) {
        now = now.plus(Duration.ofSeconds(280));
        provider.tokens = document -> document.remove("id_token");
        assertThat(browser.open(site.url("/token")).body()).isEqualTo("access-" + i);
      }
      assertThat(provider.tokenRequests)
          .extracting(
              form -> form.last("refresh_token").orElse(form.last("grant_type").orElseThrow()))
          .containsExactly("authorization_code", "refresh-1", "refresh-2", "refresh-3");
      assertThat(provider.tokenHeaders).allMatch(headers -> headers.contains("Authorization"));
    }
  }

  @Test
  void manyRequestsAtOnceRefreshOnce() throws Exception {
    try (TestSite site = loggedIn()) {
      now = now.plus(Duration.ofSeconds(280));
      String cookie = "__Host-session=" + browser.cookies(site.url("/")).get("__Host-session");
      var client = java.net.http.HttpClient.newHttpClient();
      var request = java.net.http.HttpRequest.newBuilder(site.url("/token"))
          .header("Cookie", cookie)
          .build();
      List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
          .mapToObj(
              i -> client.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString()))
          .toList();

      for (HttpResponse<String> answer : all(answers).toCompletableFuture().get()) {
        assertThat(answer.body()).isEqualTo("access-2");
      }
      assertThat(provider.count("/token")).isEqualTo(2);
    }
  }

  @Test
  void refreshThatIsRefusedEndsTheLogin() throws Exception {
    try (TestSite site = loggedIn();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      now = now.plus(Duration.ofSeconds(280));
      provider.tokens = document -> {
        document.clear();
        document.put("error", "invalid_grant");
      };

      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(401);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).startsWith("refresh refused by the check CODE,");
    }
  }

  @Test
  void refreshedTokenOfSomebodyElseEndsTheLogin() throws Exception {
    try (TestSite site = loggedIn();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      now = now.plus(Duration.ofSeconds(280));
      provider.claims = claims -> claims.subject("other").claim("nonce", null);

      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(401);
      assertThat(log.messages(Level.WARN)).first().asString().contains("check SUBJECT");
    }
  }

  @Test
  void refreshedTokenOfAnotherLoginEndsTheLogin() throws Exception {
    try (TestSite site = loggedIn();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      now = now.plus(Duration.ofSeconds(280));
      provider.claims = claims -> claims.claim("nonce", "of-another-login");

      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(401);
      assertThat(log.messages(Level.WARN)).first().asString().contains("check NONCE");
    }
  }

  @Test
  void refreshSurvivesAProviderThatIsDown() throws Exception {
    try (TestSite site = loggedIn();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      now = now.plus(Duration.ofSeconds(280));
      provider.instead.put("/token", exchange -> exchange.respond(503));
      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(503);
      provider.instead.clear();

      assertThat(browser.open(site.url("/token")).body()).isEqualTo("access-2");
      assertThat(log.messages(Level.WARN)).hasSize(1);
    }
  }

  @Test
  void withoutRefreshTokenTheLoginEndsWithTheAccessToken() throws Exception {
    provider.tokens = document -> document.remove("refresh_token");
    try (TestSite site = loggedIn()) {
      now = now.plus(Duration.ofSeconds(280));

      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(401);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, user-7");
    }
  }

  @Test
  void strangersHaveNoAccessToken() throws Exception {
    try (TestSite site = TestSite.start(provider.options())) {
      assertThat(browser.open(site.url("/token")).statusCode()).isEqualTo(401);
    }
  }
}
