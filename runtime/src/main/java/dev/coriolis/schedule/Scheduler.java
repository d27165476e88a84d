package dev.coriolis.schedule;

import dev.coriolis.frame.Dispatcher;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs jobs on an event loop, each again and again.
 *
 * <pre>{@code
 * Scheduler scheduler = Scheduler.on(loop)
 *     .add(new CacheJobs(cache))
 *     .every("ping", Duration.ofSeconds(10), () -> client.fetch(url));
 * scheduler.start();
 * }</pre>
 *
 * <p>A job runs at once when the scheduler starts, and again its delay after the last run has
 * <i>ended</i>: it never overlaps with itself, however long a run takes. The start of a run, its end
 * with the duration, and its failure are logged; a failure does not end the schedule.
 *
 * <p><b>Threads:</b> any thread may call any method. Jobs run on the loop, as turns among others.
 *
 * <p><b>Cancellation:</b> {@link #stop} cancels waiting timers and running jobs. The end of the loop
 * does, too.
 *
 * <p><b>Lifetime:</b> whoever made the scheduler stops it, before the loop is closed.
 */
public final class Scheduler implements AutoCloseable {

  /** Starts a coroutine on the loop, and returns its result. */
  interface Launcher {
    CompletableFuture<Void> launch(Callable<CompletionStage<Void>> coroutine);
  }

  /**
   * How far the scheduler has come.
   *
   * <pre>
   * NEW --start--> STARTED --stop--> STOPPED
   *  |                                  ^
   *  +--------------stop----------------+
   * </pre>
   */
  private enum State {
    NEW,
    STARTED,
    STOPPED
  }

  private final Launcher launcher;
  private final LongSupplier nanoTime;

  // Guarded by this, as all below.
  private final List<Job> jobs = new ArrayList<>();
  private final List<CompletableFuture<Void>> launched = new ArrayList<>();
  private State state = State.NEW;

  private Scheduler(Launcher launcher, LongSupplier nanoTime) {
    this.launcher = launcher;
    this.nanoTime = nanoTime;
  }

  /** Returns a scheduler without jobs, which is not started. */
  public static Scheduler on(EventLoop loop) {
    return new Scheduler(loop::launch, System::nanoTime);
  }

  /** Returns a scheduler for another kind of loop, as that of virtual time of the test kit. */
  public static Scheduler on(Dispatcher loop) {
    return new Scheduler(loop::launch, loop::nanoTime);
  }

  /**
   * Adds a job. If the scheduler has started, the job runs at once, in a turn of its own.
   *
   * @param name what the log calls it
   * @param delay the time from the end of a run to the start of the next
   * @param job starts a run and returns the stage of its end
   * @throws IllegalArgumentException if {@code delay} is zero or negative
   * @throws IllegalStateException if the scheduler was stopped
   */
  public synchronized Scheduler every(
      String name, Duration delay, Supplier<? extends CompletionStage<?>> job) {
    if (delay.isZero() || delay.isNegative()) {
      throw new IllegalArgumentException(
          "the delay of the job " + name + " must be positive, was " + delay);
    }
    requireNotStopped();
    Job added = new Job(name, delay, job, nanoTime);
    if (state == State.STARTED) {
      launched.add(launcher.launch(added::repeat));
    } else {
      jobs.add(added);
    }
    return this;
  }

  /**
   * Adds the jobs of one object.
   *
   * @throws IllegalStateException if the scheduler was stopped
   */
  public Scheduler add(Jobs jobsOfObject) {
    jobsOfObject.addTo(this);
    return this;
  }

  /**
   * Starts every job; a second call does nothing.
   *
   * @throws IllegalStateException if the scheduler was stopped
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  public synchronized void start() {
    requireNotStopped();
    state = State.STARTED;
    for (Job job : jobs) {
      launched.add(launcher.launch(job::repeat));
    }
    jobs.clear();
  }

  /**
   * Stops every job: takes waiting timers away and cancels what runs. A second call does nothing
   * more.
   *
   * @return a stage that completes when the last run has ended; it never fails
   */
  public synchronized CompletionStage<Void> stop() {
    if (state != State.STOPPED) {
      state = State.STOPPED;
      jobs.clear();
      launched.forEach(run -> run.cancel(true));
    }
    return CompletableFuture.allOf(launched.toArray(CompletableFuture[]::new))
        .exceptionally(cancelled -> null);
  }

  /** Stops every job, like {@link #stop}, without waiting for the end of what runs. */
  @Override
  public void close() {
    stop();
  }

  private void requireNotStopped() {
    if (state == State.STOPPED) {
      throw new IllegalStateException("the scheduler was stopped");
    }
  }
}
