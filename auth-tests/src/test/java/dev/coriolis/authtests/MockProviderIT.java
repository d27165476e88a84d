package dev.coriolis.authtests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.auth.OpenIdLogin;
import dev.coriolis.auth.OpenIdOptions;
import dev.coriolis.json.Json;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The login at a provider that Java services test with, which lies where it is told to. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MockProviderIT {
  private static final String CLIENT = "our-client";

  private final Browser browser = new Browser();
  private MockProvider provider;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Map<String, Object> honest = Map.of("sub", "ada", "name", "Ada");
    long now = Instant.now().getEpochSecond();
    provider = MockProvider.start(
        directory,
        Map.ofEntries(
            entry("honest", honest),
            entry("issuer", Map.of("sub", "ada", "iss", "https://evil.example.org")),
            entry("audience", Map.of("sub", "ada", "aud", List.of("another-client"))),
            entry("audiences", Map.of("sub", "ada", "aud", List.of(CLIENT, "another-client"))),
            entry("party", Map.of("sub", "ada", "azp", "another-client")),
            entry("nonce", Map.of("sub", "ada", "nonce", "of-another-login")),
            entry("expired", Map.of("sub", "ada", "exp", now - 3600)),
            entry("future", Map.of("sub", "ada", "iat", now + 36_000, "exp", now + 72_000)),
            entry("not-yet", Map.of("sub", "ada", "nbf", now + 36_000, "exp", now + 72_000)),
            entry("old", Map.of("sub", "ada", "iat", now - 36_000)),
            entry("subject", Map.of("sub", "a".repeat(300))),
            entry("hash", Map.of("sub", "ada", "at_hash", "of-another-token"))));
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  private OpenIdOptions options(String issuer) {
    return OpenIdOptions.builder(provider.issuer(issuer), CLIENT)
        .clientSecret("any")
        .build();
  }

  @Test
  void logsIn() throws Exception {
    try (Site site = new Site()) {
      site.open(options("honest"));
      HttpResponse<String> page = browser.open(site.url("/me"));

      assertThat(page.statusCode()).isEqualTo(200);
      JsonNode claims = Json.parse(page.body());
      assertThat(claims.path("sub").asString()).isEqualTo("ada");
      assertThat(claims.path("name").asString()).isEqualTo("Ada");
      assertThat(claims.path("aud").asString()).isEqualTo(CLIENT);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, ada");
      assertThat(browser.open(site.url("/token")).body()).startsWith("token eyJ");
    }
  }

  @Test
  void logsOut() throws Exception {
    try (Site site = new Site()) {
      site.open(options("honest"));
      browser.open(site.url("/login"));

      HttpResponse<String> end = browser.post(site.url("/logout"));

      assertThat(end.uri()).isEqualTo(site.url("/"));
      assertThat(end.body()).isEqualTo("hello, stranger");
    }
  }

  @ParameterizedTest(name = "{0} is refused by {1}")
  @CsvSource(textBlock = """
      issuer,    ISSUER
      audience,  AUDIENCE
      audiences, AUTHORIZED_PARTY
      party,     AUTHORIZED_PARTY
      nonce,     NONCE
      future,    ISSUED_AT
      not-yet,   NOT_BEFORE
      old,       ISSUED_AT
      subject,   SUBJECT
      hash,      ACCESS_TOKEN_HASH
      """)
  void lie(String issuer, String check) throws Exception {
    try (Site site = new Site();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      site.open(options(issuer));
      HttpResponse<String> page = browser.open(site.url("/me"));

      assertThat(page.statusCode()).isEqualTo(403);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("refused by the check " + check + ",");
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
    }
  }

  /** It tells of an access token, too, that it has expired, so its whole response makes no sense. */
  @Test
  void expiredTokens() throws Exception {
    try (Site site = new Site();
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      site.open(options("expired"));

      assertThat(browser.open(site.url("/me")).statusCode()).isEqualTo(502);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
    }
  }
}
