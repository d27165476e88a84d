package dev.coriolis.sync;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A flag that coroutines wait for.
 *
 * <pre>{@code
 * await(ready.whenSet()); // in as many coroutines as you like
 * ready.set();            // elsewhere: all of them go on
 * }</pre>
 *
 * <p>A new event is not set. {@link #set} lets everybody go on who waits at that moment, also if {@link
 * #clear} follows at once.
 *
 * <p><b>Threads:</b> any; those of several loops may share an event.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled leaves, and nothing is kept of it.
 */
public final class Event {
  private final SpinLock guard = new SpinLock();
  private final Signals waiting = new Signals(guard);

  /** Written under the lock. */
  private volatile boolean set;

  /** Creates an event that is not set. */
  public Event() {}

  /** Returns a stage that completes when the event is set: one that is complete, if it is. */
  public CompletionStage<@Nullable Void> whenSet() {
    if (set) {
      return Given.NOTHING;
    }
    guard.lock();
    try {
      return set ? Given.NOTHING : waiting.add();
    } finally {
      guard.unlock();
    }
  }

  /** Sets the flag, and lets everybody go on who waits for it. Set already, it does nothing. */
  public void set() {
    int end;
    guard.lock();
    try {
      if (set) {
        return;
      }
      set = true;
      end = waiting.next();
    } finally {
      guard.unlock();
    }
    waiting.giveAll(end);
  }

  /** Takes the flag back: from now on, callers wait. */
  public void clear() {
    guard.lock();
    try {
      set = false;
    } finally {
      guard.unlock();
    }
  }

  /** Returns whether the flag is set. */
  public boolean isSet() {
    return set;
  }
}
