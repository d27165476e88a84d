package dev.coriolis.testing;

import dev.coriolis.CoroutineDump;
import dev.coriolis.Tracking;
import dev.coriolis.UncaughtHandler;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.loop.LoopOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A real loop for a test. */
final class EventLoopOfTest implements LoopOfTest {
  /** Longer than any test: a failure is reported at its end. */
  private static final Duration GRACE = Duration.ofDays(1);

  private static final AtomicLong CREATED = new AtomicLong();

  /** How long the loop runs between two looks at what has ended. */
  private static final Duration TICK = Duration.ofMillis(5);

  private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

  /** A thread that never comes back from a turn keeps its loop from ending. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private volatile Thread thread = Thread.currentThread();

  EventLoopOfTest(UncaughtHandler handler) {
    Tracking.turnOn();
    loop = EventLoop.create(LoopOptions.builder()
        .name("coroutine-test-" + CREATED.incrementAndGet())
        .uncaughtHandler(handler)
        .uncaughtGrace(GRACE)
        .closeGrace(CLOSE_GRACE)
        .build());
  }

  @Override
  public Object loop() {
    return loop;
  }

  @Override
  public CompletableFuture<?> start(Callable<? extends CompletionStage<?>> coroutine) {
    return loop.launch(() -> {
      thread = Thread.currentThread();
      return coroutine.call();
    });
  }

  @Override
  public Optional<String> order() {
    return Optional.empty();
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public CoroutineDump suspended() {
    return Suspended.on(loop.name());
  }

  @Override
  public CoroutineDump settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      CoroutineDump left = suspendedAfter(Duration.ZERO, limit);
      while (!left.coroutines().isEmpty() && System.nanoTime() < end) {
        left = suspendedAfter(TICK, limit);
      }
      return left;
    } catch (ExecutionException | TimeoutException e) {
      // The loop is blocked, and what it has is as settled as it gets.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return suspended();
  }

  /** Looks in a turn of the loop: from outside, a coroutine that is about to go on is not seen. */
  private CoroutineDump suspendedAfter(Duration delay, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<CoroutineDump> suspended = new CompletableFuture<>();
    loop.schedule(delay, () -> suspended.complete(suspended()));
    return suspended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void end() {
    Thread closer = new Thread(loop::close, "coroutine-test-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
