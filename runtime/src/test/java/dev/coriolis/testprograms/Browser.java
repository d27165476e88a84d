package dev.coriolis.testprograms;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What a login sees of a browser: it keeps cookies for each host and port, also secure ones, as browsers
 * do for this machine, and follows redirects one by one.
 */
public final class Browser {
  private static final int MAX_REDIRECTS = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** By origin, and then by name. */
  private final Map<String, Map<String, String>> cookies = new TreeMap<>();

  /** Returns the cookies for a URL, to be looked at or changed. */
  public Map<String, String> cookies(URI url) {
    return cookies.computeIfAbsent(url.getAuthority(), origin -> new TreeMap<>());
  }

  /** Opens a page and follows no redirect. */
  public HttpResponse<String> step(URI url) throws Exception {
    return send(request(url).GET().build());
  }

  /** Begins to open a page. */
  public CompletableFuture<HttpResponse<String>> stepLater(URI url) {
    return client.sendAsync(request(url).GET().build(), BodyHandlers.ofString());
  }

  /** Opens a page, and those that redirects lead to. */
  public HttpResponse<String> open(URI url) throws Exception {
    return follow(step(url));
  }

  /** Sends an empty form, and follows redirects. */
  public HttpResponse<String> post(URI url, String... headers) throws Exception {
    HttpRequest.Builder request = request(url).POST(BodyPublishers.noBody());
    return follow(send((headers.length == 0 ? request : request.headers(headers)).build()));
  }

  /** Opens the pages that redirects lead to. */
  public HttpResponse<String> follow(HttpResponse<String> response) throws Exception {
    HttpResponse<String> last = response;
    for (int i = 0; isRedirect(last); i++) {
      if (i == MAX_REDIRECTS) {
        throw new AssertionError("redirects without end, at " + last.uri());
      }
      last = step(location(last));
    }
    return last;
  }

  /** Returns whether a response leads to another page. */
  public static boolean isRedirect(HttpResponse<String> response) {
    return response.statusCode() / 100 == 3;
  }

  /** Returns the page that a redirect leads to. */
  public static URI location(HttpResponse<String> response) {
    return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
  }

  private HttpRequest.Builder request(URI url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url)
        .timeout(Duration.ofSeconds(30))
        .header("Accept", "text/html,application/xhtml+xml");
    String sent = cookies(url).entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
    return sent.isEmpty() ? request : request.header("Cookie", sent);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String pair = cookie.split(";")[0];
      String name = pair.substring(0, pair.indexOf('='));
      if (cookie.contains("Max-Age=0")) {
        cookies(request.uri()).remove(name);
      } else {
        cookies(request.uri()).put(name, pair.substring(name.length() + 1));
      }
    }
    return response;
  }
}
