package dev.coriolis.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coriolis.http.Headers;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.http.server.Parameters;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.web.Router;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An OpenID provider that logs everybody in at once, and lies as a test tells it to: every document,
 * token and response can be changed before it is sent.
 */
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "test-client";
  static final String SECRET = "test secret: with % and +";
  static final String SUBJECT = "user-7";

  final RSAKey key = newKey("key-1");
  volatile JWK published = key;
  volatile Consumer<Map<String, Object>> metadata = document -> {};
  volatile Consumer<Map<String, String>> response = parameters -> {};
  volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};
  volatile Function<JWTClaimsSet, String> signer = set -> sign(set, key, JOSEObjectType.JWT);
  volatile Consumer<Map<String, Object>> tokens = document -> {};
  volatile Consumer<Map<String, Object>> userInfo = document -> {};

  /** What answers a path in place of what there is. */
  final Map<String, Handler> instead = new ConcurrentHashMap<>();

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final Queue<Parameters> tokenRequests = new ConcurrentLinkedQueue<>();
  final Queue<Headers> tokenHeaders = new ConcurrentLinkedQueue<>();
  final Queue<Parameters> authorizations = new ConcurrentLinkedQueue<>();

  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final EventLoop loop = EventLoop.create("test-provider");
  private final HttpServer server;

  TestProvider() throws Exception {
    Router router = new Router()
        .filter((exchange, next) -> {
          requests.add(exchange.path());
          return instead.getOrDefault(exchange.path(), next).handle(exchange);
        })
        .get("/.well-known/openid-configuration", this::metadata)
        .get("/authorize", this::authorize)
        .post("/token", this::token)
        .get(
            "/keys",
            exchange ->
                exchange.respondJson(200, new JWKSet(published.toPublicJWK()).toJSONObject()))
        .get("/userinfo", this::userInfo)
        .get("/end", exchange -> exchange.respondText(200, "logged out"));
    server = HttpServer.builder(loop, router)
        .port(0)
        .gracePeriod(java.time.Duration.ZERO)
        .start()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.port();
  }

  OpenIdOptions.Builder options() {
    return OpenIdOptions.builder(issuer(), CLIENT).clientSecret(SECRET);
  }

  private CompletionStage<Void> metadata(Exchange exchange) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer());
    document.put("authorization_endpoint", issuer() + "/authorize");
    document.put("token_endpoint", issuer() + "/token");
    document.put("jwks_uri", issuer() + "/keys");
    document.put("userinfo_endpoint", issuer() + "/userinfo");
    document.put("end_session_endpoint", issuer() + "/end");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put(
        "id_token_signing_alg_values_supported", List.of("RS256", "ES256", "HS256", "none"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("authorization_response_iss_parameter_supported", true);
    metadata.accept(document);
    return exchange.respondJson(200, document);
  }

  private CompletionStage<Void> authorize(Exchange exchange) {
    Parameters asked = exchange.query();
    authorizations.add(asked);
    Map<String, String> answer = new LinkedHashMap<>();
    String code = "code-" + nonces.size();
    nonces.put(code, asked.last("nonce").orElse(""));
    answer.put("code", code);
    answer.put("state", asked.last("state").orElse(""));
    answer.put("iss", issuer());
    response.accept(answer);
    String query = answer.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
    String target = asked.last("redirect_uri").orElseThrow() + "?" + query;
    return exchange.respond(302, Headers.of("Location", target), new byte[0]);
  }

  private CompletionStage<Void> token(Exchange exchange) {
    Parameters form = exchange.form();
    tokenRequests.add(form);
    tokenHeaders.add(exchange.headers());
    String nonce = form.last("code").map(nonces::get).orElse(null);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("access_token", "access-" + tokenRequests.size());
    document.put("token_type", "Bearer");
    document.put("expires_in", 300);
    document.put("refresh_token", "refresh-" + tokenRequests.size());
    document.put("id_token", signer.apply(idToken(nonce)));
    tokens.accept(document);
    return exchange.respondJson(document.containsKey("error") ? 400 : 200, document);
  }

  JWTClaimsSet idToken(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(SUBJECT)
        .audience(CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("nonce", nonce)
        .claim("sid", "session-1")
        .claim("name", "Ada");
    claims.accept(builder);
    return builder.build();
  }

  private CompletionStage<Void> userInfo(Exchange exchange) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sub", SUBJECT);
    document.put("email", "ada@example.org");
    document.put("email_verified", true);
    userInfo.accept(document);
    return exchange.respondJson(200, document);
  }

  static String sign(JWTClaimsSet set, JWK key, JOSEObjectType type) {
    JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    return sign(
        set,
        key,
        new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(type).build());
  }

  static String sign(JWTClaimsSet set, JWK key, JWSHeader header) {
    try {
      JWSSigner signer = key instanceof ECKey curve
          ? new ECDSASigner(curve)
          : new RSASSASigner(key.toRSAKey().toRSAPrivateKey());
      SignedJWT token = new SignedJWT(header, set);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns how often a path was asked for. */
  long count(String path) {
    return requests.stream().filter(path::equals).count();
  }

  static byte[] json(Map<String, Object> document) {
    return Json.write(document);
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
