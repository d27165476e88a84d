package test;

import dev.coriolis.schedule.Jobs;
import dev.coriolis.schedule.Scheduler;
import java.time.Duration;
import javax.annotation.processing.Generated;

/**
 * Registers the periodic coroutines of {@link Outer.Case}.
 */
@Generated("dev.coriolis.processor.CoroutineProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class Outer_CaseJobs implements Jobs {
  private final Outer.Case<?, ?> case_;

  /**
   * Creates the registration of the jobs of one object.
   */
  Outer_CaseJobs(Outer.Case<?, ?> case_) {
    this.case_ = case_;
  }

  @Override
  public void addTo(Scheduler scheduler) {
    scheduler.every("Outer.Case.refresh", Duration.ofDays(2), case_::refresh);
  }
}
