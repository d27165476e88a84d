package dev.coriolis.soak;

import dev.coriolis.frame.Frames;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Two loops, what their coroutines share, and what has come of them. */
final class World implements AutoCloseable {
  private final long seed;
  private final long end;
  private final AtomicLong started = new AtomicLong();
  private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
  private final Queue<Throwable> finds = new ConcurrentLinkedQueue<>();
  private final List<EventLoop> loops;

  World(long seed, Duration duration) {
    this.seed = seed;
    this.end = System.nanoTime() + duration.toNanos();
    this.loops = List.of(loop("soak-1"), loop("soak-2"));
  }

  private EventLoop loop(String name) {
    return EventLoop.create(LoopOptions.builder()
        .name(name)
        .offloadLimit(8)
        .uncaughtHandler((what, failure) -> find(what + " failed, and nobody looked", failure))
        .uncaughtGrace(Duration.ofMillis(500))
        .build());
  }

  List<EventLoop> loops() {
    return loops;
  }

  /** Returns the loop that is not that of the caller. */
  EventLoop otherLoop() {
    return loops.get(0).inLoop() ? loops.get(1) : loops.get(0);
  }

  boolean isOver() {
    return System.nanoTime() > end;
  }

  /** Returns the choices of the next run. */
  Random next() {
    return new Random(seed + started.incrementAndGet());
  }

  /** Takes down how a run of a scenario has ended. */
  void ended(String scenario, @Nullable Throwable thrown) {
    Throwable failure = thrown == null ? null : Frames.unwrapped(thrown);
    String outcome = failure == null
        ? "value"
        : failure instanceof CancellationException
            ? "cancelled"
            : failure instanceof TimeoutException ? "timeout" : "wanted";
    if (outcome.equals("wanted") && !(failure instanceof Chaos.Wanted)) {
      find(scenario, failure);
    }
    outcomes
        .computeIfAbsent(scenario + ": " + outcome, unused -> new AtomicLong())
        .incrementAndGet();
  }

  /** Takes down what should not have happened. */
  void find(String what, @Nullable Throwable failure) {
    finds.add(new AssertionError(failure == null ? what : what + ": " + failure, failure));
  }

  long started() {
    return started.get();
  }

  Map<String, AtomicLong> outcomes() {
    return outcomes;
  }

  Queue<Throwable> finds() {
    return finds;
  }

  @Override
  public void close() {
    loops.forEach(EventLoop::close);
  }
}
