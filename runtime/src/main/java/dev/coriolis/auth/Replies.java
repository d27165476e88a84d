package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the paths of a login answer: they send the browser on, or show a small page. Nothing of it is
 * kept by caches, and no page says more than that it did not work and under which number the log says
 * why.
 */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIdLogin.class);
  private static final int REFERENCE_BYTES = 8;

  private static final Headers NOT_KEPT = Headers.of(
      "Cache-Control", "no-store",
      "Referrer-Policy", "no-referrer",
      "X-Content-Type-Options", "nosniff");

  private final OpenIdOptions options;
  private final SecureRandom random = new SecureRandom();

  Replies(OpenIdOptions options) {
    this.options = options;
  }

  /** Returns a handler that answers what fails in another with a page. */
  Handler guard(Handler handler) {
    return exchange -> guarded(exchange, handler);
  }

  @Coroutine
  private CompletionStage<Void> guarded(Exchange exchange, Handler handler) throws Exception {
    try {
      await(handler.handle(exchange));
    } catch (Refusal refusal) {
      String reference = log(refusal, "login");
      String text = refusal.check() == Check.PROVIDER_ERROR
          ? "The login provider did not log you in."
          : "The login was refused.";
      await(page(exchange, refusal.check().status(), text, reference));
    } catch (OpenIdProviderException failure) {
      String reference = log(failure);
      String text = "The login provider does not work at the moment.";
      await(page(exchange, failure.status(), text, reference));
    }
    return done();
  }

  /** Logs the name of the check and nothing of what was refused; returns the reference. */
  String log(Refusal refusal, String what) {
    String reference = reference();
    LOG.warn(
        "{} refused by the check {}, reference {}, provider {}",
        what,
        refusal.check(),
        reference,
        options.issuer());
    return reference;
  }

  /** Logs what is wrong with the provider; returns the reference. */
  String log(OpenIdProviderException failure) {
    String reference = reference();
    LOG.warn("login failed, reference {}: {}", reference, failure.getMessage());
    return reference;
  }

  private String reference() {
    byte[] bytes = new byte[REFERENCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private CompletionStage<Void> page(Exchange exchange, int status, String text, String reference) {
    String body = "<p>" + text
        + " You are as logged in as you were before.</p>\n<p>Reference: <code>" + reference
        + "</code></p>\n<p><a href=\"" + options.path() + "/login\">Try again</a></p>\n";
    return html(exchange, status, "Login", body);
  }

  /** Answers a page without scripts, styles or anything from elsewhere. */
  CompletionStage<Void> html(Exchange exchange, int status, String title, String body) {
    String page = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + title
        + "</title>\n<h1>" + title + "</h1>\n" + body + "</html>\n";
    Headers headers = NOT_KEPT.toBuilder()
        .set("Content-Type", MediaType.HTML.toString())
        // Not for other sites, but with an origin for the forms of the page.
        .set("Referrer-Policy", "same-origin")
        .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .build();
    return exchange.respond(status, headers, page.getBytes(UTF_8));
  }

  /** Sends the browser to another place, which it asks with GET. */
  CompletionStage<Void> redirect(Exchange exchange, String url) {
    return exchange.respond(303, NOT_KEPT.toBuilder().set("Location", url).build(), new byte[0]);
  }
}
