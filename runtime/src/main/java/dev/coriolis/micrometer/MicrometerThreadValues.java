package dev.coriolis.micrometer;

import dev.coriolis.frame.ThreadValues;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

/**
 * The thread locals that are registered with Micrometer's {@link ContextRegistry}: SLF4J's MDC by its
 * accessor, tracing by that of Micrometer Observation.
 *
 * <p>The library is an optional dependency: without it, this is not available and not used.
 */
public final class MicrometerThreadValues implements ThreadValues {

  /** Called by {@link java.util.ServiceLoader}. */
  public MicrometerThreadValues() {}

  @Override
  public boolean isAvailable() {
    try {
      Class.forName(
          "io.micrometer.context.ContextRegistry",
          false,
          MicrometerThreadValues.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public @Nullable Object capture() {
    return Library.capture();
  }

  @Override
  public Restored restore(Object captured) {
    ContextSnapshot.Scope scope = ((ContextSnapshot) captured).setThreadLocals();
    return scope::close;
  }

  /** What needs the library as soon as it is loaded. */
  private static final class Library {
    private static final ContextRegistry REGISTRY = ContextRegistry.getInstance();

    /** It also clears what a snapshot lacks, so that nothing of another coroutine is left. */
    private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder()
        .contextRegistry(REGISTRY)
        .clearMissing(true)
        .build();

    private Library() {}

    static @Nullable ContextSnapshot capture() {
      return REGISTRY.getThreadLocalAccessors().isEmpty() ? null : SNAPSHOTS.captureAll();
    }
  }
}
