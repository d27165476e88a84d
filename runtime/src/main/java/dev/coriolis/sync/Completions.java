package dev.coriolis.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Completes stages of one thread one inside another, but only so deep.
 *
 * <p>Whoever is given a lock may run at once, and give the lock to the next one: a million callers in a
 * chain would need a million calls on the stack. Beyond a depth that any stack has, completions wait for
 * the end of the one that they were made in. Up to it they do not wait: code outside of event loops may
 * block until the other side has gone on.
 */
final class Completions {
  private static final int DEEPEST = 32;

  // Not the state of an application, but of the stack of a thread, which has no other name.
  private static final ThreadLocal<Completions> OF_THREAD =
      ThreadLocal.withInitial(Completions::new);

  private final Deque<Runnable> waiting = new ArrayDeque<>(0);
  private int depth;

  private Completions() {}

  /** Completes a caller that was taken out of its line. */
  static <T extends @Nullable Object> void complete(Waiting<T> caller, T value) {
    Completions own = OF_THREAD.get();
    if (own.depth == DEEPEST) {
      own.waiting.add(() -> caller.settle(value));
      return;
    }
    own.depth++;
    try {
      caller.settle(value);
    } finally {
      own.leave();
    }
  }

  /** Fails a caller that was taken out of its line. */
  static void fail(Waiting<?> caller, Throwable failure) {
    Completions own = OF_THREAD.get();
    if (own.depth == DEEPEST) {
      own.waiting.add(() -> caller.settleFailed(failure));
      return;
    }
    own.depth++;
    try {
      caller.settleFailed(failure);
    } finally {
      own.leave();
    }
  }

  private void leave() {
    try {
      // Only what was completed on the deepest level adds to it, also by what runs here.
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    } finally {
      depth--;
    }
  }
}
