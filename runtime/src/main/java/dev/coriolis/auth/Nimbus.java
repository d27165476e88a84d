package dev.coriolis.auth;

import com.nimbusds.openid.connect.sdk.Nonce;

/** Says that the library of the protocol is missing, before the JVM says it in its own way. */
final class Nimbus {
  private Nimbus() {}

  /**
   * Checks that the library is there.
   *
   * @throws IllegalStateException if it is not; the message has the lines to add
   */
  static void require() {
    try {
      touch();
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException("""
          the OpenID login needs com.nimbusds:oauth2-oidc-sdk, which is not on the class path; \
          coriolis-runtime has it as an optional dependency only. Add it:

            <dependency>
              <groupId>com.nimbusds</groupId>
              <artifactId>oauth2-oidc-sdk</artifactId>
              <version>11.39</version>
            </dependency>""", missing);
    }
  }

  private static void touch() {
    new Nonce();
  }
}
