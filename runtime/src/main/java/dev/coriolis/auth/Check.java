package dev.coriolis.auth;

/** Why a login, or a logout, can be refused: what the log calls it, and the status of the answer. */
enum Check {
  /** The path to return to is on this site. */
  RETURN_PATH(400),
  /** The response of the provider is one of the code flow, each parameter once. */
  RESPONSE(400),
  /** The response answers a login that began in this browser, with this provider. */
  STATE(400),
  /** That login began less than ten minutes ago. */
  FLOW_AGE(400),
  /** That login was not answered before. */
  REPLAY(400),
  /** The response says that it comes from this provider (RFC 9207). */
  ISSUER_PARAMETER(400),
  /** The provider has logged somebody in, and does not say that it has not. */
  PROVIDER_ERROR(403),
  /** The provider takes the code for tokens. */
  CODE(403),
  /** The token is signed, by an algorithm on the list. */
  ALGORITHM(403),
  /** The provider has a key of that name and kind. */
  KEY(403),
  /** The token has no critical header, as none is understood. */
  CRITICAL_HEADER(403),
  /** The signature is that of the key. */
  SIGNATURE(403),
  /** The token was issued by this provider. */
  ISSUER(403),
  /** The token is for this client, and for nobody else who is not trusted. */
  AUDIENCE(403),
  /** The token was asked for by this client. */
  AUTHORIZED_PARTY(403),
  /** The token has not expired. */
  EXPIRY(403),
  /** The token was issued a moment ago. */
  ISSUED_AT(403),
  /** The time from which the token is valid has come. */
  NOT_BEFORE(403),
  /** The token answers this very login. */
  NONCE(403),
  /** The user has proved who it is as recently as it was asked for. */
  AUTHENTICATION_TIME(403),
  /** The user has proved who it is in one of the ways that were asked for. */
  AUTHENTICATION_CLASS(403),
  /** The access token is the one that came with the ID token. */
  ACCESS_TOKEN_HASH(403),
  /** The subject is a text of 1 to 255 ASCII characters. */
  SUBJECT(403),
  /** The ID token is complete, and each of its claims of the right kind. */
  CLAIMS(403),
  /** The user information is about the subject of the ID token. */
  USER_INFO(403),
  /** A logout is asked for by a page of this site. */
  ORIGIN(403),
  /** The end of a logout answers one that began in this browser. */
  LOGOUT_STATE(400),
  /** A logout token is valid, by all its own rules. */
  LOGOUT_TOKEN(400),
  /** A logout token was not used before. */
  LOGOUT_REPLAY(400);

  private final int status;

  Check(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
