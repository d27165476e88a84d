package test;

import dev.coriolis.schedule.Jobs;
import dev.coriolis.schedule.Scheduler;
import java.time.Duration;
import javax.annotation.processing.Generated;

/**
 * Registers the periodic coroutines of {@link Foo}.
 */
@Generated("dev.coriolis.processor.CoroutineProcessor")
public final class FooJobs implements Jobs {
  private final Foo foo;

  /**
   * Creates the registration of the jobs of one object.
   */
  public FooJobs(Foo foo) {
    this.foo = foo;
  }

  @Override
  public void addTo(Scheduler scheduler) {
    scheduler.every("Foo.refresh", Duration.ofSeconds(10), foo::refresh);
    scheduler.every("Foo.sweep", Duration.ofMinutes(90), foo::sweep);
    scheduler.every("Foo.beat", Duration.ofMillis(500), Foo::beat);
  }
}
