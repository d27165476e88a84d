package dev.coriolis.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that is run again and again, each time so long after the last run has ended.
 *
 * <p>The method takes no parameters and returns a stage; most often it is a {@link
 * dev.coriolis.Coroutine}. For a class {@code Cache} the annotation processor writes {@code
 * CacheJobs}, for one inside {@code App} {@code App_CacheJobs}, which a {@link Scheduler} takes:
 *
 * <pre>{@code
 * class Cache {
 *   @Every("10s")
 *   CompletionStage<Void> refresh() {
 *     return done();
 *   }
 *
 *   void start(Scheduler scheduler) {
 *     scheduler.add(new CacheJobs(this));
 *   }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Every {

  /**
   * Returns the time from the end of a run to the start of the next: {@code 500ms}, {@code 10s},
   * {@code 5m}, {@code 1h30m}, or ISO-8601 as in {@code PT1H30M}. It is checked at compile time and
   * must be positive.
   */
  String value();
}
