package dev.coriolis.schedule;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Stands in for the interface of the runtime, which is built after this module. */
public interface Scheduler {
  /** Adds a job. */
  void every(String name, Duration delay, Supplier<? extends CompletionStage<?>> job);
}
