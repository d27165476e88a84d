package dev.coriolis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemorySessionStoreTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final InMemorySessionStore store = new InMemorySessionStore(3, () -> now);

  private static StoredSession session(String value, long seconds, String... groups) {
    return new StoredSession(
        Map.of("value", value), Set.of(groups), START, START.plusSeconds(seconds));
  }

  private static <T> T now(CompletionStage<T> stage) {
    assertThat(stage.toCompletableFuture()).isDone();
    return stage.toCompletableFuture().join();
  }

  @Test
  void keepsChangesAndDeletesEntries() {
    assertThat(now(store.load("a"))).isEmpty();
    assertThat(now(store.create("a", session("1", 10)))).isTrue();
    assertThat(now(store.load("a"))).contains(session("1", 10));
    assertThat(now(store.update("a", session("2", 20)))).isTrue();
    assertThat(now(store.load("a"))).contains(session("2", 20));
    assertThat(now(store.delete("a"))).isTrue();
    assertThat(now(store.delete("a"))).isFalse();
    assertThat(now(store.load("a"))).isEmpty();
  }

  @Test
  void createsNoneTwiceAndUpdatesNoneThatIsGone() {
    now(store.create("a", session("1", 10)));

    assertThat(now(store.create("a", session("2", 10)))).isFalse();
    assertThat(now(store.load("a"))).contains(session("1", 10));
    assertThat(now(store.update("b", session("2", 10)))).isFalse();
    assertThat(now(store.load("b"))).isEmpty();
  }

  @Test
  void forgetsWhatHasExpired() {
    now(store.create("a", session("1", 10, "group")));
    now(store.create("b", session("2", 20)));
    now = START.plusSeconds(10);

    assertThat(now(store.load("a"))).isEmpty();
    assertThat(now(store.update("a", session("1", 30)))).isFalse();
    assertThat(now(store.load("b"))).isPresent();
    assertThat(store.size()).isEqualTo(1);
    assertThat(now(store.create("a", session("again", 30)))).isTrue();
  }

  @Test
  void oneTooManyCostsTheOneThatWouldExpireNext() {
    now(store.create("a", session("1", 30)));
    now(store.create("b", session("2", 10)));
    now(store.create("c", session("3", 20)));
    now(store.update("b", session("2", 40)));
    now(store.create("d", session("4", 15)));

    assertThat(now(store.load("c"))).isEmpty();
    assertThat(List.of("a", "b", "d")).allMatch(key -> now(store.load(key)).isPresent());
    assertThat(store.size()).isEqualTo(3);
  }

  @Test
  void deletesGroups() {
    now(store.create("a", session("1", 10, "x")));
    now(store.create("b", session("2", 10, "x", "y")));
    now(store.create("c", session("3", 10, "x")));
    now(store.update("c", session("3", 10, "y")));

    now(store.deleteGroup("x"));
    assertThat(now(store.load("a"))).isEmpty();
    assertThat(now(store.load("b"))).isEmpty();
    assertThat(now(store.load("c"))).isPresent();
    now(store.deleteGroup("y"));
    now(store.deleteGroup("z"));
    assertThat(store.size()).isZero();
  }

  @Test
  void onlyOneOfManyThreadsCreatesAnEntry() throws Exception {
    InMemorySessionStore shared = new InMemorySessionStore(10_000, () -> START);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> runs = threads.invokeAll(java.util.Collections.nCopies(4, () -> {
        int created = 0;
        for (int i = 0; i < 1000; i++) {
          created += now(shared.create("key" + i, session("1", 10, "group"))) ? 1 : 0;
        }
        return created;
      }));
      int created = 0;
      for (Future<Integer> run : runs) {
        created += run.get();
      }

      assertThat(created).isEqualTo(1000);
      now(shared.deleteGroup("group"));
      assertThat(shared.size()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesNoRoom() {
    assertThatIllegalArgumentException().isThrownBy(() -> SessionStore.inMemory(0));
  }

  @Test
  void showsNoValues() {
    assertThat(session("secret", 1)).hasToString("StoredSession[value]");
  }
}
