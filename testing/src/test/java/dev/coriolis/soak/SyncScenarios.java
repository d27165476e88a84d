package dev.coriolis.soak;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.sync.Channel;
import dev.coriolis.sync.ChannelClosedException;
import dev.coriolis.sync.ChannelIterator;
import dev.coriolis.sync.Mutex;
import dev.coriolis.sync.Queue;
import dev.coriolis.sync.RateLimiter;
import dev.coriolis.sync.Semaphore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Scenarios of locks, queues and channels that the coroutines of both loops share. */
final class SyncScenarios {
  private static final int PERMITS = 5;

  private final Mutex mutex = new Mutex();
  private final AtomicInteger owners = new AtomicInteger();
  private final Semaphore semaphore = Semaphore.bounded(PERMITS);
  private final AtomicInteger holders = new AtomicInteger();
  private final Queue<Integer> queue = Queue.bounded(20);
  private final AtomicLong puts = new AtomicLong();
  private final AtomicLong gets = new AtomicLong();
  private final RateLimiter limiter = RateLimiter.of(5000, Duration.ofSeconds(1), 50);

  /** Adds the scenarios, by name. */
  void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("mutex", this::inMutex);
    scenarios.put("semaphore", this::inSemaphore);
    scenarios.put("queue", (world, chaos) -> all(put(chaos.split()), get(chaos.split())));
    scenarios.put("channel", SyncScenarios::overChannel);
    scenarios.put("rate limiter", (world, chaos) -> limited(chaos));
  }

  @Coroutine
  private CompletionStage<Integer> inMutex(World world, Chaos chaos) throws Exception {
    try (Mutex.Lock held = await(mutex.lock())) {
      if (owners.incrementAndGet() != 1) {
        world.find("two coroutines are in the mutex", null);
      }
      try {
        if (chaos.oneIn(4)) {
          await(chaos.pause());
        }
        chaos.mayFail(16);
      } finally {
        owners.decrementAndGet();
      }
      return completedFuture(held.hashCode());
    }
  }

  @Coroutine
  private CompletionStage<Integer> inSemaphore(World world, Chaos chaos) throws Exception {
    try (Semaphore.Permit permit = await(semaphore.acquire())) {
      if (holders.incrementAndGet() > PERMITS) {
        world.find("more coroutines are in the semaphore than it has permits", null);
      }
      try {
        await(chaos.pause());
        chaos.mayFail(16);
      } finally {
        holders.decrementAndGet();
      }
      return completedFuture(permit.hashCode());
    }
  }

  /** Counts what is in: a cancelled put has put nothing. */
  @Coroutine
  private CompletionStage<Integer> put(Chaos chaos) {
    await(queue.put(chaos.upTo(100)));
    puts.incrementAndGet();
    return completedFuture(1);
  }

  /** Counts what is out: a cancelled get has got nothing. */
  @Coroutine
  private CompletionStage<Integer> get(Chaos chaos) throws Exception {
    await(chaos.pause());
    int element = await(queue.get());
    gets.incrementAndGet();
    queue.taskDone();
    chaos.mayFail(16);
    return completedFuture(element);
  }

  /** Sends over a channel of its own, which both ends leave whatever happens to the other. */
  @Coroutine
  private static CompletionStage<Integer> overChannel(World world, Chaos chaos) throws Exception {
    Channel<Integer> channel =
        chaos.oneIn(2) ? Channel.rendezvous() : Channel.buffered(chaos.upTo(4));
    var both = all(sending(channel, chaos.split()), receiving(channel, chaos.split()));
    return completedFuture(await(both).size());
  }

  @Coroutine
  private static CompletionStage<Integer> sending(Channel<Integer> channel, Chaos chaos)
      throws Exception {
    int sent = 0;
    try {
      for (int i = chaos.upTo(10); i > 0; i--) {
        await(channel.send(i));
        sent++;
        chaos.mayFail(50);
      }
      return completedFuture(sent);
    } catch (ChannelClosedException e) {
      // The other end has been cancelled.
      return completedFuture(sent);
    } finally {
      channel.close();
    }
  }

  @Coroutine
  private static CompletionStage<Integer> receiving(Channel<Integer> channel, Chaos chaos) {
    int received = 0;
    ChannelIterator<Integer> elements = channel.iterator();
    try {
      while (await(elements.hasNext())) {
        received += elements.next() > 0 ? 1 : 0;
        await(chaos.pause());
      }
      return completedFuture(received);
    } finally {
      channel.close();
    }
  }

  @Coroutine
  private CompletionStage<Integer> limited(Chaos chaos) throws Exception {
    await(limiter.acquire());
    chaos.mayFail(8);
    return completedFuture(1);
  }

  /** Helps those that wait at the queue for what a cancelled run would have brought or taken. */
  void level() {
    if (queue.tryPut(1)) {
      puts.incrementAndGet();
    }
    if (queue.tryGet().isPresent()) {
      gets.incrementAndGet();
      queue.taskDone();
    }
  }

  /** Takes down what has not come back, when all runs have ended. */
  void check(World world) {
    if (mutex.isLocked()) {
      world.find("the mutex is locked at the end", null);
    }
    if (semaphore.available() != PERMITS) {
      world.find("the semaphore has " + semaphore.available() + " permits at the end", null);
    }
    if (puts.get() - gets.get() != queue.size()) {
      world.find(
          "of the queue's elements " + puts + " were put, " + gets + " were got, and "
              + queue.size() + " are there",
          null);
    }
  }
}
