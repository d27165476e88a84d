package dev.coriolis.loop;

import dev.coriolis.frame.Launch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines that were launched on a loop and have no result yet.
 *
 * <p><b>Threads:</b> any.
 */
final class Launches {
  private static final int MAX_DESCRIBED = 10;

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

  /** Returns how many there are, and what the first of them are. */
  String describe() {
    List<Launch<?>> all = List.copyOf(open);
    String first = all.stream()
        .limit(MAX_DESCRIBED)
        .map(launch -> launch.origin().toString())
        .collect(Collectors.joining("; "));
    return all.size() + " (" + first + (all.size() > MAX_DESCRIBED ? "; ...)" : ")");
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
