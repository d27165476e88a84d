package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.coriolis.testlogs.RecordedLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test for each lie that a token or a response can be; the name of its check is in the log. */
@Timeout(60)
class RefusalTest extends RefusedLogins {
  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  @Test
  void issuerOfTheToken() throws Exception {
    provider.claims = claims -> claims.issuer(provider.issuer() + "/");
    refuses(Check.ISSUER);
    provider.claims = claims -> claims.issuer(null);
    refuses(Check.ISSUER);
  }

  @Test
  void audience() throws Exception {
    provider.claims = claims -> claims.audience("another-client");
    refuses(Check.AUDIENCE);
    provider.claims = claims -> claims.audience(List.of());
    refuses(Check.AUDIENCE);
  }

  @Test
  void audienceThatNobodyTrusts() throws Exception {
    provider.claims = claims ->
        claims.audience(List.of(TestProvider.CLIENT, "api")).claim("azp", TestProvider.CLIENT);

    refuses(Check.AUDIENCE);
    accepts(provider.options().trustedAudiences("api"));
  }

  @Test
  void severalAudiencesWithoutAuthorizedParty() throws Exception {
    provider.claims = claims -> claims.audience(List.of(TestProvider.CLIENT, "api"));

    refuses(Check.AUTHORIZED_PARTY, provider.options().trustedAudiences("api"));
  }

  @Test
  void authorizedParty() throws Exception {
    provider.claims = claims -> claims.claim("azp", "another-client");
    refuses(Check.AUTHORIZED_PARTY);
    provider.claims = claims -> claims.claim("azp", 7);
    refuses(Check.AUTHORIZED_PARTY);
  }

  @Test
  void nonce() throws Exception {
    provider.claims = claims -> claims.claim("nonce", "of-another-login");
    refuses(Check.NONCE);
    provider.claims = claims -> claims.claim("nonce", null);
    refuses(Check.NONCE);
  }

  @Test
  void expiry() throws Exception {
    provider.claims = claims -> claims.expirationTime(in(Duration.ofSeconds(-90)));
    refuses(Check.EXPIRY);
    provider.claims = claims -> claims.expirationTime(null);
    refuses(Check.EXPIRY);
    provider.claims = claims -> claims.expirationTime(in(Duration.ofSeconds(-20)));
    accepts(provider.options());
  }

  @Test
  void timeOfIssue() throws Exception {
    provider.claims = claims -> claims.issueTime(in(Duration.ofMinutes(5)));
    refuses(Check.ISSUED_AT);
    provider.claims = claims -> claims.issueTime(in(Duration.ofMinutes(-15)));
    refuses(Check.ISSUED_AT);
    provider.claims = claims -> claims.issueTime(null);
    refuses(Check.ISSUED_AT);
  }

  @Test
  void timeBeforeWhichItIsNotValid() throws Exception {
    provider.claims = claims -> claims.notBeforeTime(in(Duration.ofMinutes(5)));
    refuses(Check.NOT_BEFORE);
    provider.claims = claims -> claims.notBeforeTime(in(Duration.ofSeconds(20)));
    accepts(provider.options());
  }

  @Test
  void subject() throws Exception {
    provider.claims = claims -> claims.subject(null);
    refuses(Check.SUBJECT);
    provider.claims = claims -> claims.subject("x".repeat(256));
    refuses(Check.SUBJECT);
    provider.claims = claims -> claims.subject("l\nl");
    refuses(Check.SUBJECT);
  }

  @Test
  void timeOfAuthentication() throws Exception {
    provider.claims =
        claims -> claims.claim("auth_time", in(Duration.ofHours(-2)).getTime() / 1000);
    refuses(Check.AUTHENTICATION_TIME, provider.options().maxAge(Duration.ofHours(1)));
    provider.claims = claims -> {};
    refuses(Check.AUTHENTICATION_TIME, provider.options().maxAge(Duration.ofHours(1)));
    provider.claims =
        claims -> claims.claim("auth_time", in(Duration.ofMinutes(-9)).getTime() / 1000);
    accepts(provider.options().maxAge(Duration.ofHours(1)));
    assertThat(provider.authorizations)
        .last()
        .satisfies(asked -> assertThat(asked.last("max_age")).contains("3600"));
  }

  @Test
  void classOfAuthentication() throws Exception {
    OpenIdOptions.Builder options = provider.options().authenticationClasses("gold", "silver");
    refuses(Check.AUTHENTICATION_CLASS, options);
    provider.claims = claims -> claims.claim("acr", "bronze");
    refuses(Check.AUTHENTICATION_CLASS, options);
    provider.claims = claims -> claims.claim("acr", "silver");
    accepts(options);
    assertThat(provider.authorizations)
        .last()
        .satisfies(asked -> assertThat(asked.last("acr_values")).contains("gold silver"));
  }

  @Test
  void hashOfTheAccessToken() throws Exception {
    provider.tokens = document -> document.put("access_token", "swapped");
    provider.claims = claims -> claims.claim("at_hash", hash("original"));
    refuses(Check.ACCESS_TOKEN_HASH);
    provider.claims = claims -> claims.claim("at_hash", hash("swapped"));
    accepts(provider.options());
  }

  private static String hash(String accessToken) {
    return AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.RS256, null)
        .getValue();
  }

  @Test
  void codeThatTheProviderDoesNotTake() throws Exception {
    provider.tokens = document -> {
      document.clear();
      document.put("error", "invalid_grant");
    };
    refuses(Check.CODE);
  }

  @Test
  void subjectOfTheUserInformation() throws Exception {
    provider.userInfo = document -> document.put("sub", "somebody-else");
    refuses(Check.USER_INFO);
  }

  @Test
  void issuerOfTheResponse() throws Exception {
    provider.response = parameters -> parameters.put("iss", "https://evil.example.org");
    refuses(Check.ISSUER_PARAMETER);
    provider.response = parameters -> parameters.remove("iss");
    refuses(Check.ISSUER_PARAMETER);
    provider.metadata =
        document -> document.remove("authorization_response_iss_parameter_supported");
    accepts(provider.options());
  }

  @Test
  void errorOfTheProvider() throws Exception {
    provider.response = parameters -> {
      parameters.remove("code");
      parameters.put("error", "access_denied");
      parameters.put("error_description", "<script>alert(1)</script>");
    };
    refuses(Check.PROVIDER_ERROR);
    assertThat(provider.count("/token")).isZero();
  }

  @Test
  void responseWithoutCode() throws Exception {
    provider.response = parameters -> parameters.remove("code");
    refuses(Check.RESPONSE);
  }

  @Test
  void responseOfAnotherFlow() throws Exception {
    provider.response = parameters -> parameters.put(
        "id_token", TestProvider.sign(provider.idToken("n"), provider.key, JOSEObjectType.JWT));
    refuses(Check.RESPONSE);
  }

  @Test
  void logHasNeitherCodesNorTokensNorClaims() throws Exception {
    provider.claims = claims -> claims.issuer("https://leaked.example.org");
    try (TestSite site = TestSite.start(provider.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      HttpResponse<String> page = browser.open(site.url("/me"));

      assertThat(log.messages(Level.WARN)).hasSize(1);
      for (String secret : List.of(
          "code-0", "access-1", "refresh-1", "leaked", "Ada", TestProvider.SUBJECT, "eyJ")) {
        assertThat(log.messages(Level.WARN).get(0)).doesNotContain(secret);
        assertThat(page.body()).doesNotContain(secret);
      }
      assertThat(log.failures()).isEmpty();
      assertThat(page.headers().map())
          .containsEntry(
              "content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
          .containsEntry("cache-control", List.of("no-store"));
    }
  }

  @Test
  void refusedLoginLeavesTheOneBefore() throws Exception {
    try (TestSite site = TestSite.start(provider.options());
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      browser.open(site.url("/login"));
      provider.claims = claims -> claims.subject("other");
      HttpResponse<String> page = browser.open(site.url("/login"));

      assertThat(page.statusCode()).isEqualTo(403);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, " + TestProvider.SUBJECT);
    }
  }
}
