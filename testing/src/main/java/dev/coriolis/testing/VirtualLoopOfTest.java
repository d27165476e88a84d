package dev.coriolis.testing;

import dev.coriolis.CoroutineDump;
import dev.coriolis.UncaughtHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A loop on virtual time for a test. It has a thread for each call, so that a call can be given up. */
final class VirtualLoopOfTest implements LoopOfTest {
  /** Longer than any test: a failure is reported at its end. */
  private static final Duration GRACE = Duration.ofDays(1);

  private final VirtualTimeLoop loop;
  private volatile Thread thread = Thread.currentThread();

  VirtualLoopOfTest(VirtualTimeLoop loop, UncaughtHandler handler) {
    this.loop = loop;
    loop.failures().handler(handler);
    loop.failures().grace(GRACE);
  }

  @Override
  public Object loop() {
    return loop;
  }

  @Override
  public CompletableFuture<?> start(Callable<? extends CompletionStage<?>> coroutine) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread driver = new Thread(() -> drive(coroutine, end), "coroutine-test");
    driver.setDaemon(true);
    thread = driver;
    driver.start();
    return end;
  }

  @SuppressWarnings("NullAway") // null is the only value that a Void has
  private void drive(
      Callable<? extends CompletionStage<?>> coroutine, CompletableFuture<Void> end) {
    try {
      loop.run(coroutine);
      end.complete(null);
    } catch (Throwable failure) {
      end.completeExceptionally(failure);
    }
  }

  @Override
  public Optional<String> order() {
    String order = loop.order();
    return order.isEmpty() ? Optional.empty() : Optional.of(order);
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public CoroutineDump suspended() {
    return Suspended.on(loop.toString());
  }

  @Override
  public CoroutineDump settle(Duration limit) {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    Thread driver = new Thread(
        () -> {
          try {
            loop.advance(Duration.ZERO);
          } catch (Throwable failure) {
            loop.failures().report("a task of the virtual time loop", failure);
          }
          settled.complete(null);
        },
        "coroutine-test");
    driver.setDaemon(true);
    driver.start();
    try {
      settled.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      driver.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return suspended();
  }

  @Override
  public void end() {
    loop.failures().flush();
  }
}
