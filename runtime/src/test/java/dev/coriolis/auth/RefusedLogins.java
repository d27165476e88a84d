package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.Browser;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider for the tests of one kind of lie, and what is expected of each refused login. */
abstract class RefusedLogins {
  final Browser browser = new Browser();
  TestProvider provider;

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  final void refuses(Check check) throws Exception {
    refuses(check, provider.options());
  }

  /** Logs in, and expects that check to refuse it, with one log line and nobody logged in. */
  final void refuses(Check check, OpenIdOptions.Builder options) throws Exception {
    try (TestSite site = TestSite.start(options);
        RecordedLog log = RecordedLog.of(OpenIdLogin.class)) {
      HttpResponse<String> page = browser.open(site.url("/me"));

      List<String> lines = log.messages(Level.WARN);
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0)).startsWith("login refused by the check " + check + ", reference ");
      assertThat(page.statusCode()).isEqualTo(check.status());
      String reference = lines.get(0).replaceAll(".*reference (\\w+),.*", "$1");
      assertThat(page.body()).contains("Reference: <code>" + reference + "</code>");
      assertThat(browser.open(site.url("/")).body()).isEqualTo("hello, stranger");
    }
  }

  final void accepts(OpenIdOptions.Builder options) throws Exception {
    try (TestSite site = TestSite.start(options)) {
      assertThat(browser.open(site.url("/me")).statusCode()).isEqualTo(200);
    }
  }
}
