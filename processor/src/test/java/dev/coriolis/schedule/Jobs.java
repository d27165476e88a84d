package dev.coriolis.schedule;

/** Stands in for the interface of the runtime, which is built after this module. */
public interface Jobs {
  /** Adds the jobs to {@code scheduler}. */
  void addTo(Scheduler scheduler);
}
