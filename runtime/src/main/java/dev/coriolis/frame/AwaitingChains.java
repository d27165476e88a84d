package dev.coriolis.frame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chains of coroutines that await one frame: one for each that awaits the same frame as another. */
final class AwaitingChains {
  /** Longer chains are cut: an endless recursion fails too. */
  static final int MAX_DEPTH = 256;

  private static final int MAX_CHAINS = 4;

  private static final StackTraceElement CUT =
      new StackTraceElement("coroutine", "stack", "more are left out", -1);

  private final List<List<StackTraceElement>> chains = new ArrayList<>();

  /** Whether a chain goes on with who awaits a stage that was made of the one below. */
  private final boolean throughStages;

  /** Where further chains begin. */
  private final Deque<Branch> branches = new ArrayDeque<>();

  /** A frame with the places below it. */
  private record Branch(Frame<?> frame, List<StackTraceElement> below) {}

  private AwaitingChains(boolean throughStages) {
    this.throughStages = throughStages;
  }

  /** Returns the places of the awaits from the innermost frame up; further chains from their branch up. */
  static List<List<StackTraceElement>> from(Frame<?> innermost) {
    return collect(new AwaitingChains(false), innermost, branch -> List.of());
  }

  /** Returns the places of the awaits of those that await the frame, and so on. */
  static List<List<StackTraceElement>> above(Frame<?> innermost) {
    List<List<StackTraceElement>> found = from(innermost);
    List<StackTraceElement> first = found.get(0);
    first.remove(0);
    return first.isEmpty() ? List.of() : found;
  }

  /**
   * Returns the places of the awaits, each chain from the innermost frame up, also through stages that were
   * made of others.
   */
  static List<List<StackTraceElement>> whole(Frame<?> innermost) {
    return collect(new AwaitingChains(true), innermost, Branch::below);
  }

  private static List<List<StackTraceElement>> collect(
      AwaitingChains found,
      Frame<?> innermost,
      Function<Branch, List<StackTraceElement>> beginning) {
    found.climb(innermost, new ArrayList<>());
    while (!found.branches.isEmpty() && found.chains.size() < MAX_CHAINS) {
      Branch branch = found.branches.remove();
      found.climb(branch.frame, new ArrayList<>(beginning.apply(branch)));
    }
    return found.chains;
  }

  private void climb(Frame<?> first, List<StackTraceElement> places) {
    for (Frame<?> frame = first; frame != null; frame = awaiting(frame, places)) {
      if (places.size() == MAX_DEPTH) {
        places.add(CUT);
        break;
      }
      places.add(frame.place());
    }
    chains.add(places);
  }

  /** Returns the frame that began to await it last; the others begin chains of their own. */
  private @Nullable Frame<?> awaiting(Frame<?> frame, List<StackTraceElement> below) {
    Frame<?> last = null;
    Deque<LinkedFuture<?>> stages = new ArrayDeque<>(List.of(frame));
    for (int i = 0; i < MAX_DEPTH && !stages.isEmpty(); i++) {
      for (Object rest = stages.remove().waiters(); rest != null; rest = LinkedFuture.next(rest)) {
        Waiter waiter = LinkedFuture.first(rest);
        if (!(waiter instanceof Frame<?> awaiting)) {
          LinkedFuture<?> made = throughStages ? waiter.completes() : null;
          if (made != null) {
            stages.add(made);
          }
        } else if (last == null) {
          last = awaiting;
        } else if (branches.size() < MAX_CHAINS) {
          branches.add(new Branch(awaiting, List.copyOf(below)));
        }
      }
    }
    return last;
  }
}
