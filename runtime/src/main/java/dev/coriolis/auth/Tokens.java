package dev.coriolis.auth;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.coriolis.json.Json;
import dev.coriolis.json.JsonException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the provider has given to act for a user.
 *
 * @param accessToken lets the bearer act
 * @param expires when the access token does
 * @param refreshToken brings new tokens; empty if there is none
 * @param idToken says who the user is
 */
record Tokens(String accessToken, Instant expires, String refreshToken, String idToken) {
  /** What an access token lasts whose lifetime nobody tells. */
  private static final long UNTOLD_SECONDS = 300;

  /** Takes over tokens that are new, with what only the old ones have. */
  static Tokens of(OIDCTokens fresh, Tokens old, Instant now) {
    AccessToken access = fresh.getAccessToken();
    RefreshToken refresh = fresh.getRefreshToken();
    String idToken = fresh.getIDTokenString();
    long seconds = access.getLifetime() > 0 ? access.getLifetime() : UNTOLD_SECONDS;
    return new Tokens(
        access.getValue(),
        now.plusSeconds(seconds),
        refresh == null ? old.refreshToken : refresh.getValue(),
        idToken == null ? old.idToken : idToken);
  }

  static Tokens none() {
    return new Tokens("", Instant.EPOCH, "", "");
  }

  String toJson() {
    return Json.object(
            "accessToken", accessToken,
            "expires", expires.getEpochSecond(),
            "refreshToken", refreshToken,
            "idToken", idToken)
        .toString();
  }

  static Optional<Tokens> fromJson(String text) {
    try {
      JsonNode json = Json.parse(text);
      return Optional.of(new Tokens(
          json.path("accessToken").asString(),
          Instant.ofEpochSecond(json.path("expires").asLong()),
          json.path("refreshToken").asString(),
          json.path("idToken").asString()));
    } catch (JsonException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /** Returns nothing of the tokens. */
  @Override
  public String toString() {
    return "Tokens[until " + expires + "]";
  }
}
