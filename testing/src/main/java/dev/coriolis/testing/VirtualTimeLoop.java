package dev.coriolis.testing;

import dev.coriolis.Tracking;
import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Fairness;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.Launch;
import dev.coriolis.frame.WorkThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A loop for tests whose clock is moved, and never runs: an hour's delay takes no time.
 *
 * <pre>{@code
 * VirtualTimeLoop loop = VirtualTimeLoop.create();
 * String answer = loop.run(() -> asksAgainAfterAnHour());
 * assertThat(loop.now()).isEqualTo(Duration.ofHours(1));
 * }</pre>
 *
 * <p>The thread that calls {@link #run} or {@link #advance} is the loop's thread meanwhile. Everything that
 * is ready runs in the order in which it became so; then the clock jumps to the next timer. With {@link
 * #shuffled} the order is drawn by lot instead, and coroutines are interrupted at awaits that they need
 * not wait at: what depends on the order fails sooner, and again with the same seed.
 *
 * <p>A failure of a task that is no coroutine is thrown out of the call that runs it.
 *
 * <p>It turns {@link Tracking} on, so that a {@link DeadlockError} can tell what is suspended where.
 *
 * <p>Work that is {@linkplain dev.coriolis.Coroutines#offload offloaded} runs on real threads, in real
 * time: the loop waits for it, and its clock stands still.
 *
 * <p><b>Threads:</b> any thread may drive the loop, but one at a time.
 *
 * <p><b>Lifetime:</b> it holds nothing that had to be closed.
 */
public final class VirtualTimeLoop implements Dispatcher {
  private static final AtomicLong CREATED = new AtomicLong();
  private static final ThreadFactory WORK_THREADS = WorkThreads.named("virtual-time-offload-");

  private final String name = "virtual-time-loop-" + CREATED.incrementAndGet();
  private final Ready ready;
  private final Agenda agenda;
  private final Context context = Context.of(this);
  private final Failures failures = new Failures();

  /** The thread inside of {@link #run} or {@link #advance}, or null. */
  private final AtomicReference<@Nullable Thread> driver = new AtomicReference<>();

  private VirtualTimeLoop(Ready ready) {
    Tracking.turnOn();
    this.ready = ready;
    this.agenda = new Agenda(ready);
  }

  /** Returns a loop at time zero that runs what is ready in its order. */
  public static VirtualTimeLoop create() {
    return new VirtualTimeLoop(new Ready.InOrder());
  }

  /** Returns a loop at time zero that runs what is ready in an order by lot, the same for one seed. */
  public static VirtualTimeLoop shuffled(long seed) {
    return new VirtualTimeLoop(new Ready.Shuffled(seed));
  }

  /**
   * Runs a coroutine to its end, moving the clock as far as that needs, and returns its result. A
   * failure is thrown as it is, checked or not.
   *
   * <p>Other coroutines stay suspended where they are when this one has ended; a later call goes on with
   * them.
   *
   * @throws DeadlockError if the coroutine waits, and there is nothing that could end that: no timer, no
   *     offloaded work, nobody ready
   * @throws IllegalStateException if the loop is being driven already, or the calling thread is that of
   *     another loop
   * @throws CancellationException if the calling thread is interrupted; it stays so
   */
  public <T extends @Nullable Object> T run(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    Launch<T> result = launchOf(coroutine);
    drive(() -> {
      agenda.add(result);
      while (!result.isDone()) {
        if (!turn() && !agenda.awaitOthers() && !agenda.jump(Long.MAX_VALUE)) {
          throw DeadlockError.of(this);
        }
      }
    });
    if (result.isCompletedExceptionally()) {
      throw Frames.<RuntimeException>unchecked(Frames.failure(result));
    }
    return result.join();
  }

  private <T extends @Nullable Object> Launch<T> launchOf(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    return new Launch<>(coroutine, this, ended -> {});
  }

  /**
   * Runs everything that is ready, and then moves the clock, timer by timer, by {@code duration}. With no
   * duration it runs what is ready now.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   * @throws IllegalStateException as {@link #run}
   * @throws CancellationException as {@link #run}
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time goes forwards only, was told " + duration);
    }
    drive(() -> {
      long end = agenda.after(duration);
      while (turn() || agenda.awaitOthers() || agenda.jump(end)) {
        // The condition is the work.
      }
      agenda.moveTo(end);
    });
  }

  /** Returns how far the clock has been moved. */
  public Duration now() {
    return Duration.ofNanos(agenda.now());
  }

  @Override
  public long nanoTime() {
    return agenda.now();
  }

  /**
   * Starts a coroutine on this loop: in a turn of this loop at once, otherwise when the loop is driven.
   *
   * <p><b>Cancellation:</b> cancelling the future cancels the coroutine.
   */
  @Override
  public <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    Launch<T> launch = launchOf(coroutine);
    if (driver.get() == Thread.currentThread()) {
      launch.run();
    } else {
      agenda.add(launch);
    }
    return launch;
  }

  @Override
  public void dispatch(Runnable resumption) {
    agenda.add(resumption);
  }

  @Override
  public void defer(Runnable task) {
    agenda.add(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return agenda.schedule(delay, task);
  }

  @Override
  public boolean isOverdue() {
    return ready.interrupts();
  }

  @Override
  public Failures failures() {
    return failures;
  }

  @Override
  public void offload(Runnable work) {
    agenda.leave();
    WORK_THREADS
        .newThread(() -> {
          try {
            work.run();
          } finally {
            agenda.comeBack();
          }
        })
        .start();
  }

  /** Returns how to have the order of this loop again; empty if it is always the same. */
  String order() {
    return ready.describe();
  }

  /** Returns the name by which a dump of coroutines calls the loop. */
  @Override
  public String toString() {
    return name;
  }

  /** Runs a turn, if one is ready. */
  private boolean turn() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Runnable turn = agenda.next();
    if (turn == null) {
      return false;
    }
    turn.run();
    return true;
  }

  /** What a thread does while it is the loop's. */
  private interface Drive {
    void run() throws InterruptedException;
  }

  private void drive(Drive drive) {
    begin();
    try {
      context.call(() -> {
        drive.run();
        return null;
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "the thread that drives the virtual time loop was interrupted");
    } catch (Exception e) {
      throw Frames.<RuntimeException>unchecked(e);
    } finally {
      end();
    }
  }

  private void begin() {
    Dispatcher current = Dispatcher.current();
    if (current == this) {
      throw new IllegalStateException(
          "a coroutine cannot drive the loop that it runs on; to let time pass, it awaits a delay");
    }
    if (current != null) {
      throw new IllegalStateException("a virtual time loop would block the loop of the thread "
          + Thread.currentThread().getName());
    }
    Thread other = driver.compareAndExchange(null, Thread.currentThread());
    if (other != null) {
      throw new IllegalStateException(
          "the virtual time loop is being driven by the thread " + other.getName());
    }
    if (ready.mayInterrupt()) {
      Fairness.hold();
    }
  }

  private void end() {
    if (ready.mayInterrupt()) {
      Fairness.release();
    }
    driver.set(null);
  }
}
