package dev.coriolis.auth;

import dev.coriolis.json.Json;
import dev.coriolis.json.JsonException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A login that has begun and waits for the provider's response; the browser keeps it in a sealed cookie.
 *
 * @param state what the response must bring back
 * @param nonce what the ID token must have in it
 * @param verifier what proves to the provider that the code is brought by who asked for it
 * @param redirectUri where the response comes to
 * @param returnPath where the browser wants to be in the end
 * @param began when it began
 */
record Flow(
    String state,
    String nonce,
    String verifier,
    String redirectUri,
    String returnPath,
    Instant began) {

  String toJson() {
    return Json.object(
            "state", state,
            "nonce", nonce,
            "verifier", verifier,
            "redirectUri", redirectUri,
            "returnPath", returnPath,
            "began", began.getEpochSecond())
        .toString();
  }

  static Optional<Flow> fromJson(String text) {
    try {
      JsonNode json = Json.parse(text);
      return Optional.of(new Flow(
          json.path("state").asString(),
          json.path("nonce").asString(),
          json.path("verifier").asString(),
          json.path("redirectUri").asString(),
          json.path("returnPath").asString(),
          Instant.ofEpochSecond(json.path("began").asLong())));
    } catch (JsonException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /** Returns nothing of the secrets. */
  @Override
  public String toString() {
    return "Flow[to " + returnPath + "]";
  }
}
