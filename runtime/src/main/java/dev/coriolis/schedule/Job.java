package dev.coriolis.schedule;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;

import dev.coriolis.Coroutine;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One periodic job: runs, waits, and runs again until it is cancelled. */
final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final String name;
  private final Duration pause;
  private final Supplier<? extends CompletionStage<?>> body;
  private final LongSupplier nanoTime;

  Job(
      String name,
      Duration pause,
      Supplier<? extends CompletionStage<?>> body,
      LongSupplier nanoTime) {
    this.name = name;
    this.pause = pause;
    this.body = body;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs the job for ever, beginning in a later turn. It ends with its loop, or by cancellation: that
   * comes out of one of the awaits, once the run has ended.
   */
  @Coroutine
  CompletionStage<Void> repeat() {
    try {
      // Whoever starts the scheduler may hold a lock, or be in the midst of something.
      await(delay(Duration.ZERO));
      while (true) {
        await(run());
        await(delay(pause));
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("job {} is not run again, as its loop is closed", name);
      return done();
    }
  }

  /** Runs the job once and logs how it went. Fails only where the whole schedule is cancelled. */
  @Coroutine
  private CompletionStage<Void> run() {
    long start = nanoTime.getAsLong();
    LOG.info("job {} starts", name);
    try {
      await(started());
      LOG.info("job {} ended after {} ms", name, millisSince(start));
    } catch (CancellationException e) {
      LOG.info("job {} was cancelled after {} ms", name, millisSince(start));
    } catch (Throwable e) {
      LOG.error("job {} failed after {} ms", name, millisSince(start), e);
    }
    return done();
  }

  private CompletionStage<?> started() {
    CompletionStage<?> stage = body.get();
    if (stage == null) {
      throw new NullPointerException("the job " + name + " returned null instead of a stage");
    }
    return stage;
  }

  private long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
  }
}
