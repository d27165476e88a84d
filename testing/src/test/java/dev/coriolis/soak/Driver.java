package dev.coriolis.soak;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.launch;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;

/** Starts scenarios on one loop, and cancels some of them, until the time is over. */
final class Driver {
  private static final int MOST_AT_A_TIME = 200;
  private static final int MOST_IN_A_TURN = 10;

  private final World world;
  private final EventLoop loop;
  private final List<Map.Entry<String, Scenario>> scenarios;
  private final Runnable level;
  private int running;

  /** Creates it; {@code level} is called again and again, and lets nobody wait for ever. */
  Driver(World world, EventLoop loop, Map<String, Scenario> scenarios, Runnable level) {
    this.world = world;
    this.loop = loop;
    this.level = level;
    this.scenarios = new ArrayList<>(scenarios.entrySet());
  }

  /** Runs until the time is over and all that was started has ended. */
  @Coroutine
  CompletionStage<Void> run() {
    while (!world.isOver()) {
      for (int i = 0; i < MOST_IN_A_TURN && running < MOST_AT_A_TIME; i++) {
        start(world.next());
      }
      level.run();
      await(delay(Duration.ofMillis(1)));
    }
    while (running > 0) {
      level.run();
      await(delay(Duration.ofMillis(1)));
    }
    return done();
  }

  private void start(Random random) {
    Map.Entry<String, Scenario> scenario = scenarios.get(random.nextInt(scenarios.size()));
    Chaos chaos = new Chaos(new Random(random.nextLong()));
    running++;
    CompletableFuture<?> run = launch(() -> scenario.getValue().start(world, chaos));
    run.whenComplete((value, failure) -> {
      world.ended(scenario.getKey(), failure);
      running--;
    });
    switch (random.nextInt(8)) {
      case 0 -> run.cancel(true);
      case 1 -> loop.schedule(chaos.shortTime(), () -> run.cancel(true));
      case 2 -> ForkJoinPool.commonPool().execute(() -> run.cancel(true));
      default -> {
        // Nobody disturbs this one.
      }
    }
  }
}
