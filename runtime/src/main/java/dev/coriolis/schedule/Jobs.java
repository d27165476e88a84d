package dev.coriolis.schedule;

/**
 * The periodic jobs of one object, as the annotation processor writes them for {@link Every}.
 *
 * <pre>{@code
 * Jobs jobs = scheduler ->
 *     scheduler.every("ping", Duration.ofSeconds(10), () -> client.fetch(url));
 * }</pre>
 */
public interface Jobs {

  /** Adds each job to a scheduler. */
  void addTo(Scheduler scheduler);
}
