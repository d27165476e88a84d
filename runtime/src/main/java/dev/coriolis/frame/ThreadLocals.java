package dev.coriolis.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The thread locals that follow coroutines, as the installed {@link ThreadValues} say. */
final class ThreadLocals {
  /** Set to {@code false}, it leaves thread locals alone. */
  static final String SWITCH = "coriolis.threadValues";

  /** Null where there are none: then nothing is ever asked, and the compiler drops the question. */
  private static final @Nullable ThreadValues INSTALLED =
      Boolean.parseBoolean(System.getProperty(SWITCH, "true")) ? find() : null;

  private static final ThreadValues.Restored NOTHING = () -> {};

  private ThreadLocals() {}

  private static @Nullable ThreadValues find() {
    List<ThreadValues> found = new ArrayList<>();
    ServiceLoader.load(ThreadValues.class, ThreadValues.class.getClassLoader()).stream()
        .forEach(provider -> {
          try {
            ThreadValues values = provider.get();
            if (values.isAvailable()) {
              found.add(values);
            }
          } catch (ServiceConfigurationError | LinkageError e) {
            report("thread values of " + provider.type().getName() + " cannot be used", e);
          }
        });
    return found.isEmpty() ? null : found.size() == 1 ? found.get(0) : new Several(found);
  }

  /** Returns whether thread locals follow coroutines. */
  static boolean follow() {
    return INSTALLED != null;
  }

  /** Returns the values of this thread, or null if there can be none. */
  static @Nullable Object capture() {
    return INSTALLED == null ? null : INSTALLED.capture();
  }

  /** Gives this thread the values that were captured, if any were; never throws. */
  static ThreadValues.Restored restore(@Nullable Object captured) {
    if (INSTALLED == null || captured == null) {
      return NOTHING;
    }
    try {
      ThreadValues.Restored restored = INSTALLED.restore(captured);
      return () -> undo(restored);
    } catch (RuntimeException | LinkageError e) {
      report("a coroutine goes on without its thread locals", e);
      return NOTHING;
    }
  }

  private static void undo(ThreadValues.Restored restored) {
    try {
      restored.undo();
    } catch (RuntimeException | LinkageError e) {
      report("a thread keeps the thread locals of a coroutine", e);
    }
  }

  private static void report(String what, Throwable failure) {
    LoggerFactory.getLogger(ThreadValues.class).error(what, failure);
  }

  /** All that were found, as one. */
  private record Several(List<ThreadValues> all) implements ThreadValues {

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public Object capture() {
      List<@Nullable Object> captured = new ArrayList<>(all.size());
      all.forEach(values -> captured.add(values.capture()));
      return captured;
    }

    @Override
    public Restored restore(Object captured) {
      List<?> one = (List<?>) captured;
      List<Restored> restored = new ArrayList<>(all.size());
      for (int i = 0; i < one.size(); i++) {
        Object value = one.get(i);
        if (value != null) {
          restored.add(0, all.get(i).restore(value));
        }
      }
      return () -> restored.forEach(Restored::undo);
    }
  }
}
