package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SigningKeysTest {
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @Test
  void loginThatHasNoMoreTimeTakesNoKeysFromThoseThatWaitWithIt() throws Exception {
    try (TestProvider provider = new TestProvider();
        EventLoop loop = EventLoop.create("keys-loop")) {
      provider.instead.put("/keys", exchange -> keysBehindGate(provider, exchange));

      String found = loop.launch(() -> asksTwice(provider)).get(30, TimeUnit.SECONDS);

      assertThat(found).isEqualTo("key-1");
      assertThat(provider.count("/keys")).isEqualTo(1);
    }
  }

  @Coroutine
  private CompletionStage<Void> keysBehindGate(TestProvider provider, Exchange exchange) {
    await(gate);
    return exchange.respondJson(200, new JWKSet(provider.published.toPublicJWK()).toJSONObject());
  }

  @Coroutine
  private CompletionStage<String> asksTwice(TestProvider provider) {
    try (ProviderClient client = new ProviderClient(HttpClient.builder())) {
      Provider metadata = await(Provider.discover(client, provider.options().build()));
      SigningKeys keys = new SigningKeys(client, metadata, InstantSource.system());
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build();
      CompletionStage<JWKSet> first = timeout(Duration.ofMillis(20), () -> keys.forToken(header));
      CompletionStage<JWKSet> second = keys.forToken(header);
      try {
        await(first, TimeoutException.class);
        return completedFuture("the first one was in time");
      } catch (TimeoutException expected) {
        // A client would give it up soon after the deadline of its caller.
        await(delay(Duration.ofMillis(300)));
      }
      gate.complete(null);
      return completedFuture(await(second).getKeyByKeyId("key-1").getKeyID());
    }
  }
}
