package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.Headers;
import dev.coriolis.http.SetCookie;
import dev.coriolis.http.server.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The cookie that has the id of a session in it. */
final class SessionCookie {
  private final SecretKeys keys;
  private final String name;

  SessionCookie(SecretKeys keys, String name) {
    this.keys = keys;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Returns the id that a browser has sent. */
  Optional<String> id(Exchange exchange) {
    return exchange.cookies().value(name).flatMap(text -> keys.open(name, text));
  }

  /**
   * Returns the headers of a response with the cookie in them, if the browser has to be told of it.
   *
   * @param saved the id under which the session was saved
   */
  @Coroutine
  CompletionStage<Headers> update(
      Exchange exchange, Headers headers, CompletionStage<Optional<String>> saved) {
    Optional<String> id = await(saved);
    Optional<String> sent = exchange.cookies().value(name);
    if (id.isEmpty()) {
      SetCookie expired = cookie("").maxAge(Duration.ZERO).build();
      return completedFuture(sent.isEmpty() ? headers : with(expired, headers));
    }
    if (id.equals(id(exchange)) && sent.filter(keys::isNewest).isPresent()) {
      return completedFuture(headers);
    }
    return completedFuture(with(cookie(keys.seal(name, id.get())).build(), headers));
  }

  private SetCookie.Builder cookie(String value) {
    SetCookie.Builder cookie = SetCookie.builder(name, value);
    return name.startsWith("__") ? cookie : cookie.overPlainHttp();
  }

  private static Headers with(SetCookie cookie, Headers headers) {
    Headers.Builder changed = headers.toBuilder().add("Set-Cookie", cookie.toString());
    if (!headers.contains("Cache-Control")) {
      // A cache that keeps the response would hand the session to others.
      changed.set("Cache-Control", "no-store");
    }
    return changed.build();
  }
}
