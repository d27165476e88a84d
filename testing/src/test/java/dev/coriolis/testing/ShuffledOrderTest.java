package dev.coriolis.testing;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coriolis.Coroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShuffledOrderTest {
  private int balance;

  private static List<String> orderOf(VirtualTimeLoop loop) {
    List<String> events = new ArrayList<>();
    loop.run(
        () -> all(named("a", events), named("b", events), named("c", events), named("d", events)));
    return events;
  }

  @Coroutine
  private static CompletionStage<Void> named(String name, List<String> events) {
    await(delay(Duration.ofSeconds(1)));
    events.add(name);
    return done();
  }

  @Test
  void sameSeedHasTheSameOrder() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(orderOf(VirtualTimeLoop.shuffled(seed)))
          .isEqualTo(orderOf(VirtualTimeLoop.shuffled(seed)));
    }
  }

  @Test
  void seedsFindEveryOrder() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 1000; seed++) {
      orders.add(orderOf(VirtualTimeLoop.shuffled(seed)));
    }

    assertThat(orders).hasSize(4 * 3 * 2);
  }

  @Test
  void timeIsKeptWhateverTheOrder() {
    VirtualTimeLoop loop = VirtualTimeLoop.shuffled(7);
    List<String> events = new ArrayList<>();
    loop.schedule(Duration.ofSeconds(2), () -> events.add("second"));
    loop.schedule(Duration.ofSeconds(1), () -> events.add("first"));

    loop.advance(Duration.ofSeconds(2));

    assertThat(events).containsExactly("first", "second");
  }

  /** Awaits a stage that is done mostly, between a look and what depends on it. */
  @Coroutine
  private CompletionStage<Void> withdraw(CompletionStage<Void> checked) {
    if (balance > 0) {
      await(checked);
      balance--;
    }
    return done();
  }

  @Test
  void someSeedInterruptsBetweenALookAndWhatDependsOnIt() {
    Set<Integer> balances = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      balance = 1;
      VirtualTimeLoop.shuffled(seed).run(() -> all(withdraw(done()), withdraw(done())));
      balances.add(balance);
    }

    assertThat(balances).containsExactlyInAnyOrder(0, -1);
  }

  @Test
  void inOrderItIsNeverInterrupted() {
    balance = 1;

    VirtualTimeLoop.create().run(() -> all(withdraw(done()), withdraw(done())));

    assertThat(balance).isZero();
  }

  @Test
  void deadlockNamesTheSeed() {
    assertThatExceptionOfType(DeadlockError.class)
        .isThrownBy(() -> VirtualTimeLoop.shuffled(42).run(CompletableFuture::new))
        .withMessageContaining("seed 42");
  }
}
