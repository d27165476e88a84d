package dev.coriolis;

import dev.coriolis.frame.Frames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes one failure of several: the first, with the others as suppressed ones. A mere cancellation only
 * counts where there is nothing else: it mostly follows from the failure beside it.
 */
final class Failing {
  private @Nullable Throwable first;
  private boolean settled;

  /** Adds a failure that is thrown whatever else there is. */
  void settle(Throwable failure) {
    Throwable before = first;
    first = failure;
    settled = true;
    if (before != null) {
      add(before);
    }
  }

  /** Adds a failure; the same object counts once. */
  void add(Throwable failure) {
    Throwable before = first;
    if (before == null) {
      first = failure;
    } else if (!settled
        && Frames.isMereCancellation(before)
        && !Frames.isMereCancellation(failure)) {
      first = failure;
    } else if (failure != before
        && !Frames.isMereCancellation(failure)
        && !isSuppressedBy(before, failure)) {
      before.addSuppressed(failure);
    }
  }

  private static boolean isSuppressedBy(Throwable failure, Throwable other) {
    return Arrays.asList(failure.getSuppressed()).contains(other);
  }

  /** Returns the failure, or null if none was added. */
  @Nullable
  Throwable first() {
    return first;
  }
}
