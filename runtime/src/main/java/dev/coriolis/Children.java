package dev.coriolis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What runs in a scope, what has failed there, and who waits for the end of it.
 *
 * <p><b>Threads:</b> any. The count of the guests is changed first and looked at last, by those who come
 * and go as by those who wait; so a waiter is told by one of them, however they meet.
 */
final class Children {
  /** More failures are not kept for the end of the scope: it may be that of a server. */
  private static final int MAX_FAILURES = 1024;

  private static final int CLOSED = 1;
  private static final int GUEST = 2;

  /** How many are inside, times {@link #GUEST}, plus {@link #CLOSED} once nobody may enter. */
  private final AtomicInteger state = new AtomicInteger();

  private final Set<Fork<?>> running = ConcurrentHashMap.newKeySet();

  /** In the order of time. */
  private final Queue<Fork<?>> failed = new ConcurrentLinkedQueue<>();

  private final AtomicInteger failures = new AtomicInteger();
  private final Queue<Runnable> waiters = new ConcurrentLinkedQueue<>();

  /** Who wants all others to end as soon as one fails. */
  private final AtomicInteger failingFast = new AtomicInteger();

  /** Whether what runs was asked to end, and what is started now would be, too. */
  private volatile boolean ending;

  /** Enters, unless the scope is closed; whoever has entered leaves. */
  boolean enter() {
    int before;
    do {
      before = state.get();
      if ((before & CLOSED) != 0) {
        return false;
      }
    } while (!state.compareAndSet(before, before + GUEST));
    return true;
  }

  void leave() {
    if (state.addAndGet(-GUEST) < GUEST) {
      tellWaiters();
    }
  }

  /** Lets nobody enter any more; returns whether this was the first call. */
  boolean close() {
    return (state.getAndUpdate(value -> value | CLOSED) & CLOSED) == 0;
  }

  boolean isIdle() {
    return state.get() < GUEST;
  }

  int count() {
    return state.get() / GUEST;
  }

  /** Runs the waiter as soon as nobody is inside. */
  void whenIdle(Runnable waiter) {
    waiters.add(waiter);
    tellWaiters();
  }

  private void tellWaiters() {
    while (isIdle()) {
      Runnable waiter = waiters.poll();
      if (waiter == null) {
        return;
      }
      if (isIdle()) {
        waiter.run();
      } else {
        // It may have come after somebody who has entered in between, and waits for that one.
        waiters.add(waiter);
      }
    }
  }

  /** Notes a child that runs, and so can be asked to end. */
  void started(Fork<?> child) {
    running.add(child);
    if (isEnding()) {
      child.cancel(true);
    }
  }

  void ended(Fork<?> child) {
    running.remove(child);
  }

  /** Returns whether a child that would be started now would be asked to end at once. */
  boolean isEnding() {
    return ending || (state.get() & CLOSED) != 0;
  }

  /** Lets no more children be started. */
  void refuse() {
    ending = true;
  }

  /** Asks all children to end, and lets no more be started. */
  void end() {
    refuse();
    running.forEach(child -> child.cancel(true));
  }

  /** Lets children be started again, if the scope is not closed. */
  void goOn() {
    ending = false;
  }

  /** Asks all children to end as soon as one has failed, until the same number of {@link #failSlow}. */
  void failFast() {
    failingFast.incrementAndGet();
    if (!failed.isEmpty()) {
      end();
    }
  }

  void failSlow() {
    failingFast.decrementAndGet();
  }

  /** Keeps a child that has failed, for the next who asks. */
  void failed(Fork<?> child) {
    failed.add(child);
    if (failures.incrementAndGet() > MAX_FAILURES) {
      Fork<?> oldest = failed.poll();
      if (oldest != null) {
        failures.decrementAndGet();
        oldest.report();
      }
    }
    if (failingFast.get() > 0 && !ending) {
      end();
    }
  }

  /** Takes all children that have failed, in the order of time. */
  List<Fork<?>> takeFailed() {
    List<Fork<?>> taken = new ArrayList<>();
    for (Fork<?> child = failed.poll(); child != null; child = failed.poll()) {
      failures.decrementAndGet();
      taken.add(child);
    }
    return taken;
  }

  boolean hasFailed() {
    return !failed.isEmpty();
  }
}
