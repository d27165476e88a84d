package dev.coriolis.frame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chains of coroutines that await one frame: one for each that awaits the same frame as another. */
final class AwaitingChains {
  /** Longer chains are cut: an endless recursion fails too. */
  static final int MAX_DEPTH = 256;

  private static final int MAX_CHAINS = 4;

  private static final StackTraceElement CUT =
      new StackTraceElement("coroutine", "stack", "more are left out", -1);

  /** Where chains go on, or begin. */
  private final Deque<Frame<?>> branches = new ArrayDeque<>();

  private final Frame<?> innermost;

  private AwaitingChains(Frame<?> innermost) {
    this.innermost = innermost;
  }

  static AwaitingChains of(Frame<?> innermost) {
    return new AwaitingChains(innermost);
  }

  /** Returns the places of the awaits, from that of the innermost frame up. */
  List<List<StackTraceElement>> all() {
    branches.add(innermost);
    return collect();
  }

  /** Returns the places of the awaits, without that of the innermost frame. */
  List<List<StackTraceElement>> above() {
    Frame<?> next = awaiting(innermost);
    if (next != null) {
      branches.addFirst(next);
    }
    return collect();
  }

  private List<List<StackTraceElement>> collect() {
    List<List<StackTraceElement>> chains = new ArrayList<>();
    while (!branches.isEmpty() && chains.size() < MAX_CHAINS) {
      chains.add(chain(branches.remove()));
    }
    return chains;
  }

  private List<StackTraceElement> chain(Frame<?> first) {
    List<StackTraceElement> places = new ArrayList<>();
    for (Frame<?> frame = first; frame != null; frame = awaiting(frame)) {
      if (places.size() == MAX_DEPTH) {
        places.add(CUT);
        break;
      }
      places.add(frame.place());
    }
    return places;
  }

  /** Returns the frame that began to await it last; the others begin chains of their own. */
  private @Nullable Frame<?> awaiting(Frame<?> frame) {
    Frame<?> last = null;
    for (Object rest = frame.waiters(); rest != null; rest = LinkedFuture.next(rest)) {
      if (LinkedFuture.first(rest) instanceof Frame<?> waiter) {
        if (last == null) {
          last = waiter;
        } else if (branches.size() < MAX_CHAINS) {
          branches.add(waiter);
        }
      }
    }
    return last;
  }
}
