package dev.coriolis.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test for each way in which a token can be signed by nobody, or by somebody else. */
@Timeout(60)
class SignatureRefusalTest extends RefusedLogins {

  @Test
  void tokenWithoutSignature() throws Exception {
    provider.signer = claims -> new PlainJWT(claims).serialize();
    refuses(Check.ALGORITHM);
  }

  @Test
  void publicKeyUsedAsSecret() throws Exception {
    provider.signer = claims -> {
      try {
        SignedJWT token = new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims);
        token.sign(new MACSigner(provider.key.toRSAPublicKey().getEncoded()));
        return token.serialize();
      } catch (JOSEException e) {
        throw new AssertionError(e);
      }
    };
    refuses(Check.ALGORITHM);
  }

  @Test
  void clientSecretAsKey() throws Exception {
    provider.signer = claims -> {
      try {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner((TestProvider.SECRET + " ".repeat(32)).getBytes()));
        return token.serialize();
      } catch (JOSEException e) {
        throw new AssertionError(e);
      }
    };
    refuses(Check.ALGORITHM);
  }

  @Test
  void signatureOfAnotherKeyWithTheSameName() throws Exception {
    RSAKey forged = TestProvider.newKey("key-1");
    provider.signer = claims -> TestProvider.sign(claims, forged, JOSEObjectType.JWT);
    refuses(Check.SIGNATURE);
  }

  @Test
  void claimsChangedAfterTheSignature() throws Exception {
    provider.signer = claims -> {
      String[] parts =
          TestProvider.sign(claims, provider.key, JOSEObjectType.JWT).split("\\.");
      JWTClaimsSet other = new JWTClaimsSet.Builder(claims).subject("admin").build();
      return parts[0] + "." + new PlainJWT(other).serialize().split("\\.")[1] + "." + parts[2];
    };
    refuses(Check.SIGNATURE);
  }

  @Test
  void keyThatTheProviderDoesNotHave() throws Exception {
    RSAKey unknown = TestProvider.newKey("unknown");
    provider.signer = claims -> TestProvider.sign(claims, unknown, JOSEObjectType.JWT);
    refuses(Check.KEY);
  }

  @Test
  void keyOfAnotherKind() throws Exception {
    var curve = new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
    provider.signer = claims -> TestProvider.sign(claims, curve, JOSEObjectType.JWT);
    refuses(Check.KEY);
  }

  @Test
  void keyInTheTokenItself() throws Exception {
    RSAKey own = TestProvider.newKey("key-1");
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
        .keyID("key-1")
        .jwk(own.toPublicJWK())
        .build();
    provider.signer = claims -> TestProvider.sign(claims, own, header);
    refuses(Check.SIGNATURE);
  }

  @Test
  void criticalHeader() throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
        .keyID("key-1")
        .criticalParams(Set.of("urgent"))
        .customParam("urgent", true)
        .build();
    provider.signer = claims -> TestProvider.sign(claims, provider.key, header);
    refuses(Check.CRITICAL_HEADER);
  }

  @Test
  void typeOfTheToken() throws Exception {
    provider.signer =
        claims -> TestProvider.sign(claims, provider.key, new JOSEObjectType("at+jwt"));
    refuses(Check.CLAIMS);
  }

  @Test
  void signedUserInformation() throws Exception {
    provider.instead.put(
        "/userinfo",
        exchange -> exchange.respond(
            200,
            dev.coriolis.http.Headers.of("Content-Type", "application/jwt"),
            userInfoToken(TestProvider.SUBJECT, TestProvider.CLIENT, provider.key)));
    accepts(provider.options());
  }

  @Test
  void signedUserInformationForSomebodyElse() throws Exception {
    RSAKey forged = TestProvider.newKey("key-1");
    Map<String, byte[]> lies = Map.of(
        "audience", userInfoToken(TestProvider.SUBJECT, "another-client", provider.key),
        "subject", userInfoToken("other", TestProvider.CLIENT, provider.key),
        "signature", userInfoToken(TestProvider.SUBJECT, TestProvider.CLIENT, forged));
    for (byte[] lie : lies.values()) {
      provider.instead.put(
          "/userinfo",
          exchange -> exchange.respond(
              200, dev.coriolis.http.Headers.of("Content-Type", "application/jwt"), lie));
      refuses(Check.USER_INFO);
    }
  }

  private byte[] userInfoToken(String subject, String audience, RSAKey key) {
    JWTClaimsSet claims = new JWTClaimsSet.Builder()
        .issuer(provider.issuer())
        .audience(audience)
        .subject(subject)
        .claim("email", "ada@example.org")
        .build();
    return TestProvider.sign(claims, key, JOSEObjectType.JWT).getBytes();
  }
}
