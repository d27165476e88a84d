package dev.coriolis.schedule;

/** The periodic jobs of one object, as the annotation processor writes them for {@link Every}. */
public interface Jobs {

  /** Adds each job to a scheduler. */
  void addTo(Scheduler scheduler);
}
