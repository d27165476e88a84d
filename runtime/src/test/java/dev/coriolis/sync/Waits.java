package dev.coriolis.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something for which callers wait one after the other.
 *
 * @param name what is waited for
 * @param begin begins to wait
 * @param release lets the caller go on that has waited longest; it is given what the one before has got,
 *     or null for the first one
 */
record Waits(String name, Supplier<CompletionStage<?>> begin, Consumer<Object> release) {

  private Waits(String name, Supplier<CompletionStage<?>> begin, Runnable release) {
    this(name, begin, got -> release.run());
  }

  CompletableFuture<?> waiting() {
    return begin.get().toCompletableFuture();
  }

  /** Returns those at which the one who goes on can let the next one go on. */
  static Waits[] chains() {
    return new Waits[] {lock(), permit(), signal(), room(), element(), sender(), receiver()};
  }

  /** Returns one of each kind. */
  static Waits[] kinds() {
    return new Waits[] {
      lock(),
      permit(),
      signal(),
      room(),
      element(),
      sender(),
      receiver(),
      set(),
      done(),
      iterator(),
      others(),
      limit()
    };
  }

  private static Waits lock() {
    Mutex mutex = new Mutex();
    Mutex.Lock first = mutex.tryLock().orElseThrow();
    return new Waits("lock", mutex::lock, got -> (got == null ? first : (Mutex.Lock) got).unlock());
  }

  private static Waits permit() {
    Semaphore semaphore = new Semaphore(0);
    return new Waits("permit", semaphore::acquire, () -> semaphore.release());
  }

  private static Waits signal() {
    Condition condition = new Condition();
    return new Waits("signal", condition::whenSignalled, () -> condition.signal());
  }

  private static Waits room() {
    Queue<Integer> queue = Queue.bounded(1);
    queue.tryPut(0);
    return new Waits("room", () -> queue.put(1), () -> queue.tryGet());
  }

  private static Waits element() {
    Queue<Integer> queue = Queue.bounded(1);
    return new Waits("element", queue::get, () -> queue.tryPut(1));
  }

  private static Waits sender() {
    Channel<Integer> channel = Channel.rendezvous();
    return new Waits("sender", () -> channel.send(1), () -> channel.tryReceive());
  }

  private static Waits receiver() {
    Channel<Integer> channel = Channel.rendezvous();
    return new Waits("receiver", channel::receive, () -> channel.trySend(1));
  }

  private static Waits set() {
    Event event = new Event();
    return new Waits("set", event::whenSet, event::set);
  }

  private static Waits done() {
    Queue<Integer> queue = Queue.bounded(1);
    queue.tryPut(0);
    return new Waits("done", queue::join, queue::taskDone);
  }

  private static Waits iterator() {
    Channel<Integer> channel = Channel.rendezvous();
    return new Waits("iterator", () -> channel.iterator().hasNext(), () -> channel.trySend(1));
  }

  private static Waits others() {
    Barrier barrier = new Barrier(10_000);
    return new Waits("others", barrier::arrive, () -> barrier.arrive());
  }

  private static Waits limit() {
    RateLimiter limiter = RateLimiter.of(1, Duration.ofDays(1));
    limiter.tryAcquire();
    return new Waits("limit", limiter::acquire, () -> {});
  }

  @Override
  public String toString() {
    return name;
  }
}
