package dev.coriolis;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps by which combined stages complete and cancel one another: one inside the other up to a
 * depth, and from there on one after the other. So stages can be combined to any depth.
 *
 * <p><b>Threads:</b> any; each has its own.
 */
final class Trampoline {
  /** Few programs get so deep: in all others a step has been run when {@link #run} returns. */
  private static final int MAX_DEPTH = 16;

  /** Unset on threads that run no step. */
  private static final ThreadLocal<Trampoline> CURRENT = new ThreadLocal<>();

  private int depth;
  private @Nullable Deque<Runnable> postponed;

  private Trampoline() {}

  /** Runs a step: now, or before the outermost call on this thread returns. */
  static void run(Runnable step) {
    Trampoline current = CURRENT.get();
    if (current == null) {
      Trampoline outermost = new Trampoline();
      CURRENT.set(outermost);
      try {
        outermost.bounce(step);
      } finally {
        CURRENT.remove();
      }
    } else if (current.depth < MAX_DEPTH) {
      current.enter(step);
    } else {
      current.postpone(step);
    }
  }

  private void enter(Runnable step) {
    depth++;
    try {
      step.run();
    } finally {
      depth--;
    }
  }

  private void postpone(Runnable step) {
    if (postponed == null) {
      postponed = new ArrayDeque<>();
    }
    postponed.add(step);
  }

  private void bounce(Runnable first) {
    try {
      enter(first);
    } finally {
      if (postponed != null) {
        for (Runnable next = postponed.poll(); next != null; next = postponed.poll()) {
          enter(next);
        }
      }
    }
  }
}
