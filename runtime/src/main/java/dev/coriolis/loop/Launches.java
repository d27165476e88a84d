package dev.coriolis.loop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines that were launched on a loop and have no result yet.
 *
 * <p><b>Threads:</b> any.
 */
final class Launches {
  private final Set<Launch<?>> open = ConcurrentHashMap.newKeySet();

  /** Run once there are none; null until somebody wants to know. */
  private volatile @Nullable Runnable onNone;

  void add(Launch<?> launch) {
    open.add(launch);
  }

  void remove(Launch<?> launch) {
    open.remove(launch);
    tellIfNone();
  }

  int count() {
    return open.size();
  }

  /** Asks all of them to end, and runs {@code then} when there are none. */
  void cancelAll(Runnable then) {
    open.forEach(launch -> launch.cancel(true));
    onNone = then;
    tellIfNone();
  }

  /** Fails those that the end of the loop has left without a result. */
  void abandon() {
    open.forEach(Launch::abandon);
    open.clear();
  }

  private void tellIfNone() {
    Runnable then = onNone;
    if (then != null && open.isEmpty()) {
      then.run();
    }
  }
}
