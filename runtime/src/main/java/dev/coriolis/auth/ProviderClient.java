package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.coriolis.Coroutine;
import dev.coriolis.frame.Frames;
import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.MediaType;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpClientException;
import dev.coriolis.http.client.HttpRequest;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.client.HttpTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/**
 * Asks a provider: with our own client, and within limits. Whatever goes wrong is an {@link
 * OpenIdProviderException}.
 */
final class ProviderClient implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private final HttpClient client;

  /** What the library throws for what it cannot read. */
  interface Reader<T> {
    T read() throws ParseException, java.text.ParseException;
  }

  ProviderClient(HttpClient.Builder builder) {
    client = builder.maxRedirects(0).maxBodyBytes(MAX_BODY_BYTES).build();
  }

  /** Gets a document that must be there. */
  @Coroutine
  CompletionStage<String> document(String what, URI uri) {
    HttpRequest request =
        HttpRequest.builder(uri).header("Accept", "application/json").build();
    HttpResponse response = await(fetch(what, request));
    if (response.status() != 200) {
      throw Frames.<RuntimeException>unchecked(statusOf(what, response.status()));
    }
    return completedFuture(response.text());
  }

  /** Sends a request of the protocol. The answer may have any status but those of a broken server. */
  @Coroutine
  CompletionStage<HTTPResponse> send(String what, HTTPRequest request) {
    HttpRequest.Builder sent = HttpRequest.builder(request.getURI())
        .method(new HttpMethod(request.getMethod().name()))
        .header("Accept", "application/json, application/jwt");
    request.getHeaderMap().forEach((name, values) -> {
      if (!name.equalsIgnoreCase("Content-Type")) {
        sent.header(name, String.join(", ", values));
      }
    });
    if (request.getBody() != null) {
      sent.body(request.getBody().getBytes(UTF_8), MediaType.FORM);
    }
    HttpResponse response = await(fetch(what, sent.build()));
    if (response.status() >= 500 || response.status() / 100 == 3 || response.status() == 429) {
      throw Frames.<RuntimeException>unchecked(statusOf(what, response.status()));
    }
    return completedFuture(reading(what, () -> converted(response)));
  }

  @Coroutine
  private CompletionStage<HttpResponse> fetch(String what, HttpRequest request) {
    try {
      return completedFuture(await(client.fetch(request), HttpClientException.class));
    } catch (HttpClientException e) {
      throw Frames.<RuntimeException>unchecked(failureOf(what, e));
    }
  }

  private static HTTPResponse converted(HttpResponse response) throws ParseException {
    HTTPResponse converted = new HTTPResponse(response.status());
    if (response.contentType().isPresent()) {
      converted.setContentType(response.contentType().get().essence());
    }
    response.headers().first("WWW-Authenticate").ifPresent(converted::setWWWAuthenticate);
    converted.setBody(response.text());
    return converted;
  }

  private static OpenIdProviderException failureOf(String what, HttpClientException e) {
    String message = what + " of the OpenID provider: " + e.getMessage();
    boolean answered = switch (e.phase()) {
      case QUEUE, RESOLVE, CONNECT, TLS -> false;
      case SEND, RECEIVE, REDIRECT -> !(e instanceof HttpTimeoutException);
    };
    return answered
        ? OpenIdProviderException.bad(message, e)
        : OpenIdProviderException.unavailable(message, e);
  }

  private static OpenIdProviderException statusOf(String what, int status) {
    String message = what + " of the OpenID provider: it answered with status " + status;
    return status == 503 || status == 504 || status == 429
        ? OpenIdProviderException.unavailable(message, null)
        : OpenIdProviderException.bad(message);
  }

  /** Reads what the provider has sent; the library throws many things at what is not as it should be. */
  static <T> T reading(String what, Reader<T> reader) {
    try {
      return reader.read();
    } catch (ParseException | java.text.ParseException | RuntimeException e) {
      // Its message may quote what was sent, so it is no part of ours.
      throw Frames.<RuntimeException>unchecked(OpenIdProviderException.bad(
          what + " of the OpenID provider cannot be read, or lacks something"));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
