package dev.coriolis.http.client;

import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fetches that go on, each of which has a time. Confined to the loop.
 *
 * <p>Those that have the usual time end in the order in which they began, so one timer is enough for all
 * of them: it waits for the first one. Nearly all are over by then, and have set no timer.
 */
final class Expiry {
  private final EventLoop loop;
  private final Duration usual;
  private final long usualNanos;

  /** In the order in which their time ends. */
  private final Set<Fetch> usualOnes = new LinkedHashSet<>();

  private final Set<Fetch> others = new LinkedHashSet<>();

  /** Goes off when the time of the first one is over, or before. */
  private final SharedTimer timer;

  Expiry(EventLoop loop, Duration usual) {
    this.loop = loop;
    this.usual = usual;
    this.usualNanos = TimeUnit.NANOSECONDS.convert(usual);
    this.timer = new SharedTimer(loop, this::endFirst);
  }

  /**
   * Takes a fetch that begins.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  void add(Fetch fetch) {
    Duration time = fetch.timeouts().whole();
    if (!time.equals(usual)) {
      fetch.timer(loop.schedule(time, fetch::timeOut));
      others.add(fetch);
      return;
    }
    timer.set(usual);
    fetch.endsAt(System.nanoTime() + usualNanos);
    usualOnes.add(fetch);
  }

  /** Forgets a fetch that is over. */
  void remove(Fetch fetch) {
    if (!usualOnes.remove(fetch)) {
      others.remove(fetch);
    }
  }

  /** Returns all there are. */
  List<Fetch> all() {
    Set<Fetch> all = new LinkedHashSet<>(usualOnes);
    all.addAll(others);
    return List.copyOf(all);
  }

  /** Sets no timer again until the next fetch. */
  void stop() {
    timer.cancel();
  }

  private void endFirst() {
    for (Fetch first = first(); first != null; first = first()) {
      long left = first.endsAt() - System.nanoTime();
      if (left > 0) {
        timer.setAgain(left);
        return;
      }
      // It is over soon, but not before this turn is.
      usualOnes.remove(first);
      others.add(first);
      first.timeOut();
    }
  }

  private @Nullable Fetch first() {
    Iterator<Fetch> all = usualOnes.iterator();
    return all.hasNext() ? all.next() : null;
  }
}
