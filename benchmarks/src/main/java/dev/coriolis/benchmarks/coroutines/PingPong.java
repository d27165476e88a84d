package dev.coriolis.benchmarks.coroutines;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.sync.Channel;
import java.util.concurrent.CompletableFuture;

/** Two coroutines that send to each other over channels without a buffer. */
final class PingPong {
  private final EventLoop first = EventLoop.create("first");
  private final EventLoop second;

  /** Starts the loops, which end with the JVM. */
  PingPong(int loops) {
    second = loops == 1 ? first : EventLoop.create("second");
  }

  long run(int count) {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    CompletableFuture<Integer> echo = second.launch(() -> echo(count, there, back));
    CompletableFuture<Long> driver = first.launch(() -> drive(count, there, back));
    echo.join();
    return driver.join();
  }

  @Coroutine
  private static CompletableFuture<Long> drive(
      int count, Channel<Integer> there, Channel<Integer> back) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      await(there.send(i));
      sum += await(back.receive());
    }
    return completedFuture(sum);
  }

  @Coroutine
  private static CompletableFuture<Integer> echo(
      int count, Channel<Integer> there, Channel<Integer> back) {
    for (int i = 0; i < count; i++) {
      await(back.send(await(there.receive()) + 1));
    }
    return completedFuture(count);
  }
}
