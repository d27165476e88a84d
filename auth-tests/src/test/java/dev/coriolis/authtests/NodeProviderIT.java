package dev.coriolis.authtests;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.coriolis.auth.ClientAuthentication;
import dev.coriolis.auth.OpenIdLogin;
import dev.coriolis.auth.OpenIdOptions;
import dev.coriolis.json.Json;
import dev.coriolis.testlogs.RecordedLog;
import dev.coriolis.testprograms.RequiresProgram;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.web.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The login at a provider that is certified by those who wrote the protocol, as Chromium sees it: with
 * pages to log in and to consent, cookies that the browser may refuse, and forms that it may not send.
 */
@Timeout(600)
@RequiresProgram({"node", "npm", "chromium"})
class NodeProviderIT {
  private static final String SECRET = "a secret of 32 characters or more";

  private static NodePrograms programs;

  private final RecordedLog log = RecordedLog.of(OpenIdLogin.class);
  private final Sessions sessions = Sessions.create(SecretKeys.random());
  private final ECKey key = newKey();
  private Site site;
  private NodePrograms.Running provider;
  private Chromium browser;

  @BeforeAll
  static void install() throws Exception {
    programs = new NodePrograms(Path.of(System.getProperty("node.directory")));
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("our-key").generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start(@TempDir Path profile) throws Exception {
    site = new Site();
    List<Object> clients = List.of(
        client("basic", "client_secret_basic", Map.of("client_secret", SECRET)),
        client("post", "client_secret_post", Map.of("client_secret", SECRET)),
        client(
            "key",
            "private_key_jwt",
            Map.of(
                "jwks",
                Map.of("keys", List.of(key.toPublicJWK().toJSONObject())),
                "token_endpoint_auth_signing_alg",
                "ES256")));
    provider = programs.start("provider.mjs", Map.of("CLIENTS", new String(Json.write(clients))));
    String line = provider.await(text -> text.startsWith("listening on "));
    String issuer = "http://127.0.0.1:" + line.substring("listening on ".length());
    site.open(
        options(issuer, "basic", ClientAuthentication.secretBasic(SECRET)),
        options(issuer, "post", ClientAuthentication.secretPost(SECRET)),
        options(issuer, "key", ClientAuthentication.privateKeyJwt(key.toPrivateKey(), "our-key")));
    browser = new Chromium(programs, Files.createDirectory(profile.resolve("profile")));
  }

  @AfterEach
  void stop() throws Exception {
    log.close();
    if (browser != null) {
      browser.close();
    }
    if (provider != null) {
      provider.close();
    }
    site.close();
  }

  private Map<String, Object> client(String id, String method, Map<String, Object> more) {
    Map<String, Object> client = new HashMap<>(more);
    String base = site.url("/" + pathOf(id)).toString().replaceAll("/$", "");
    client.put("client_id", id);
    client.put("token_endpoint_auth_method", method);
    client.put("grant_types", List.of("authorization_code", "refresh_token"));
    client.put("redirect_uris", List.of(base + "/callback"));
    client.put("post_logout_redirect_uris", List.of(base + "/logged-out"));
    client.put("backchannel_logout_uri", base + "/backchannel-logout");
    client.put("backchannel_logout_session_required", true);
    return client;
  }

  /** The first client has the site's own paths. */
  private static String pathOf(String id) {
    return id.equals("basic") ? "" : id;
  }

  private OpenIdOptions options(String issuer, String id, ClientAuthentication authentication) {
    return OpenIdOptions.builder(issuer, id)
        .authentication(authentication)
        .path(pathOf(id).isEmpty() ? "" : "/" + id)
        .sessions(sessions)
        .build();
  }

  private void logIn() throws Exception {
    Chromium.Page form = browser.open(site.url("/me"));
    assertThat(form.url()).contains("/interaction/");
    browser.fill("input[name=login]", "ada");
    browser.fill("input[name=password]", "any");
    Chromium.Page consent = browser.click("button[type=submit]");
    assertThat(consent.url()).contains("/interaction/");
    Chromium.Page me = browser.click("button[type=submit]");
    assertThat(me.url()).isEqualTo(site.url("/me").toString());
    JsonNode claims = Json.parse(me.text());
    assertThat(claims.path("sub").asString()).isEqualTo("ada");
    assertThat(claims.path("name").asString()).isEqualTo("Name of ada");
    assertThat(claims.path("email").asString()).isEqualTo("ada@example.org");
  }

  private String hello() throws Exception {
    return browser.open(site.url("/")).text();
  }

  @Test
  void logsInStaysLoggedInAndLogsOut() throws Exception {
    logIn();

    Chromium.Page page = browser.open(site.url("/me?again"));
    assertThat(page.url()).isEqualTo(site.url("/me?again").toString());
    JsonNode cookie = page.cookie("__Host-session").orElseThrow();
    assertThat(cookie.path("httpOnly").asBoolean()).isTrue();
    assertThat(cookie.path("secure").asBoolean()).isTrue();
    assertThat(cookie.path("sameSite").asString()).isEqualTo("Lax");
    assertThat(page.answer().path("cookies").toString()).doesNotContain("__Host-login-");
    assertThat(hello()).isEqualTo("hello, ada");

    browser.open(site.url("/logout"));
    Chromium.Page question = browser.click("button");
    assertThat(question.url()).contains("/session/end");
    Chromium.Page end = browser.click("button[type=submit]");
    assertThat(end.url()).isEqualTo(site.url("/").toString());
    assertThat(end.text()).isEqualTo("hello, stranger");
    assertThat(browser.open(site.url("/me")).url()).contains("/interaction/");
    assertThat(log.messages(Level.WARN)).isEmpty();
  }

  @Test
  void tokensAreRefreshedAndRotated() throws Exception {
    logIn();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Chromium.Page page = browser.open(site.url("/token"));
      assertThat(page.text()).startsWith("token ");
      tokens.add(page.text());
    }

    assertThat(tokens).doesNotHaveDuplicates();
    assertThat(provider.lines()).noneMatch(line -> line.startsWith("grant.error"));
    assertThat(log.messages(Level.WARN)).isEmpty();
  }

  @Test
  void clientProvesItselfInEachWay() throws Exception {
    logIn();
    for (String way : List.of("post", "key")) {
      Chromium.Page consent = browser.open(site.url("/" + way + "/login?return_to=/?" + way));
      assertThat(consent.url()).as(way).contains("/interaction/");
      Chromium.Page back = browser.click("button[type=submit]");

      assertThat(back.url()).isEqualTo(site.url("/?" + way).toString());
      assertThat(back.text()).isEqualTo("hello, ada");
    }
    assertThat(log.messages(Level.WARN)).isEmpty();
  }

  @Test
  void loginThatIsBrokenOffAtTheProviderIsRefused() throws Exception {
    browser.open(site.url("/me"));
    Chromium.Page page = browser.click("a[href$='/abort']");

    assertThat(page.url()).startsWith(site.url("/callback").toString());
    assertThat(page.text()).contains("The login provider did not log you in.");
    assertThat(log.messages(Level.WARN)).hasSize(1);
    assertThat(log.messages(Level.WARN).get(0)).contains("check PROVIDER_ERROR");
    assertThat(hello()).isEqualTo("hello, stranger");
  }

  @Test
  void callbackIsNotTakenAgain() throws Exception {
    browser.open(site.url("/me"));
    browser.fill("input[name=login]", "ada");
    browser.fill("input[name=password]", "any");
    browser.click("button[type=submit]");
    browser.click("button[type=submit]");

    Chromium.Page page = browser.open(site.url("/callback?code=again&state=again"));

    assertThat(page.text()).contains("The login was refused.");
    assertThat(hello()).isEqualTo("hello, ada");
  }

  @Test
  void sessionEndsWithThatOfTheProvider() throws Exception {
    logIn();
    String issuer = Json.parse(browser.open(site.url("/me")).text()).path("iss").asString();
    browser.open(issuer + "/session/end");
    browser.click("button[type=submit]");

    provider.await(line -> line.startsWith("backchannel."));
    assertThat(provider.lines()).contains("backchannel.success");
    assertThat(hello()).isEqualTo("hello, stranger");
    assertThat(log.messages(Level.WARN)).isEmpty();
  }
}
