package dev.coriolis.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutines;
import dev.coriolis.Tracking;
import dev.coriolis.frame.Suspension;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything there is on two loops, fails and cancels it by lot, and looks whether anything is left
 * or lost.
 *
 * <p>{@code -Dcoriolis.soak.seconds=60} runs it longer, {@code -Dcoriolis.soak.seed=...} with the same
 * choices again.
 */
class SoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
  private static final Duration DURATION =
      Duration.ofSeconds(Long.getLong("coriolis.soak.seconds", 10));
  private static final long SEED = Long.getLong("coriolis.soak.seed", System.nanoTime());
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  @Test
  void nothingIsLeftAndNothingIsLost() throws Exception {
    LOG.info("soak for {} with seed {}", DURATION, SEED);
    Tracking.turnOn();
    Map<String, Scenario> scenarios = Scenarios.byName();
    SyncScenarios sync = new SyncScenarios();
    sync.addTo(scenarios);
    EmittingScenarios emitting = new EmittingScenarios();
    emitting.addTo(scenarios);
    ScopeScenarios scopes = new ScopeScenarios();
    scopes.addTo(scenarios);
    World world = new World(SEED, DURATION);
    try (world) {
      runAll(world, scenarios, sync::level);
      sync.check(world);
      emitting.check(world);
      scopes.check(world);
      assertThat(suspended()).as("suspended at the end, seed %s", SEED).isEmpty();
    }
    LOG.info("{} runs: {}", world.started(), new TreeMap<>(world.outcomes()));
    assertThat(world.finds()).as("finds, seed %s", SEED).isEmpty();
    for (String scenario : scenarios.keySet()) {
      assertThat(world.outcomes().keySet()).contains(scenario + ": value");
    }
    assertThat(world.outcomes().keySet())
        .contains("nested calls: cancelled", "nested calls: wanted");
  }

  private static void runAll(World world, Map<String, Scenario> scenarios, Runnable level)
      throws Exception {
    List<CompletableFuture<Void>> drivers = world.loops().stream()
        .map(loop -> loop.launch(() -> new Driver(world, loop, scenarios, level).run()))
        .toList();
    try {
      CompletableFuture.allOf(drivers.toArray(CompletableFuture[]::new))
          .get(DURATION.plus(LONGEST_END).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("some have not ended, seed " + SEED + "\n" + Coroutines.dump(), e);
    }
    // The end of a run is told before its last turn has returned.
    for (EventLoop loop : world.loops()) {
      loop.launch(Coroutines::yieldNow).get(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static List<Suspension> suspended() {
    Set<String> loops = Set.of("soak-1", "soak-2");
    return Coroutines.dump().coroutines().stream()
        .filter(each -> loops.contains(each.dispatcher()))
        .collect(Collectors.toList());
  }
}
