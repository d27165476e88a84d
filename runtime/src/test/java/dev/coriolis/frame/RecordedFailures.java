package dev.coriolis.frame;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A dispatcher that runs all at once where it is called, and records which failures nobody has seen. */
final class RecordedFailures implements Dispatcher, FailureHandler {
  private final Failures failures = new Failures();
  private final List<String> reports = new CopyOnWriteArrayList<>();

  RecordedFailures() {
    failures.handler(this);
    failures.grace(Duration.ofHours(1));
  }

  /** Runs the body as code of this dispatcher. */
  <T> T call(Callable<T> body) throws Exception {
    return Context.of(this).call(body);
  }

  /** Ends the time for a look, and returns what was reported up to now: the message of each failure. */
  List<String> reported() {
    failures.flush();
    return reports;
  }

  @Override
  public void uncaught(String what, Throwable failure) {
    reports.add(failure.getMessage());
  }

  @Override
  public Failures failures() {
    return failures;
  }

  @Override
  public void dispatch(Runnable resumption) {
    resumption.run();
  }

  @Override
  public void defer(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long nanoTime() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOverdue() {
    return false;
  }

  @Override
  public <T> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void offload(Runnable work) {
    throw new UnsupportedOperationException();
  }
}
