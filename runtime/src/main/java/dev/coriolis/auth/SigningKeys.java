package dev.coriolis.auth;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.launch;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.coriolis.Coroutine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of a provider, kept for an hour. A token of a key that is not among them makes them be
 * fetched again, at most once a minute: the provider may have changed its keys, or somebody makes names
 * of keys up.
 *
 * <p><b>Threads:</b> any. However many logins ask at once, there is one request.
 */
final class SigningKeys {
  private static final String KEYS = "the keys";
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final Duration MIN_AGE = Duration.ofMinutes(1);

  private final ProviderClient client;
  private final Provider provider;
  private final InstantSource clock;

  // Guarded by this, as all below.
  private @Nullable JWKSet keys;
  private Instant fetched = Instant.MIN;
  private @Nullable CompletableFuture<JWKSet> running;

  SigningKeys(ProviderClient client, Provider provider, InstantSource clock) {
    this.client = client;
    this.provider = provider;
    this.clock = clock;
  }

  /** Returns the keys, among which that of the token is, if the provider has it. */
  @Coroutine
  CompletionStage<JWKSet> forToken(JWSHeader header) {
    JWKSet kept = await(youngerThan(MAX_AGE));
    JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
    // A token that names no key fits any key of its kind, also one that was taken out of use.
    boolean found = header.getKeyID() != null && !selector.select(kept).isEmpty();
    return found ? completedFuture(kept) : youngerThan(MIN_AGE);
  }

  private synchronized CompletionStage<JWKSet> youngerThan(Duration age) {
    if (keys != null && fetched.plus(age).isAfter(clock.instant())) {
      return completedFuture(keys);
    }
    if (running == null || running.isDone()) {
      running = launch(this::fetch);
    }
    // Launched, and a copy: a login that has no more time, or is cancelled, must not take the keys
    // from those that wait with it.
    return running.copy();
  }

  @Coroutine
  private CompletionStage<JWKSet> fetch() {
    String document = await(client.document(KEYS, provider.metadata().getJWKSetURI()));
    JWKSet set = ProviderClient.reading(KEYS, () -> JWKSet.parse(document).toPublicJWKSet());
    keep(set);
    return completedFuture(set);
  }

  private synchronized void keep(JWKSet set) {
    keys = set;
    fetched = clock.instant();
  }
}
