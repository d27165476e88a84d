package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a coroutine that awaits only completed stages from having its thread for ever.
 *
 * <p>Such an await calls no dispatcher, and must not, at a nanosecond each. So one switch for all
 * threads tells whether some turn, anywhere, has used up its time; somebody who watches the turns from
 * outside turns it on and off. While it is off, an await reads one field more. While it is on, it asks
 * the dispatcher of its thread, and in an overdue turn the coroutine is suspended until its next one.
 *
 * <p><b>Threads:</b> any. One watcher at a time.
 */
public final class Fairness {
  private static final VarHandle ON;
  private static final Fairness SWITCH = new Fairness();

  /** How many dispatchers hold the switch. */
  private static final AtomicInteger HOLDERS = new AtomicInteger();

  static {
    try {
      ON = MethodHandles.lookup().findVarHandle(Fairness.class, "on", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Read and written opaquely: seen soon, and free where nobody writes. */
  @SuppressWarnings("unused") // by ON
  private boolean on;

  private Fairness() {}

  /** Makes awaits of completed stages ask whether their turn is overdue. Called by the watcher. */
  public static void turnOn() {
    ON.setOpaque(SWITCH, true);
  }

  /** Lets awaits of completed stages pass, unless somebody holds the switch. Called by the watcher. */
  public static void turnOff() {
    ON.setVolatile(SWITCH, false);
    if (HOLDERS.get() > 0) {
      ON.setVolatile(SWITCH, true);
    }
  }

  /** Keeps the switch on until {@link #release}: for a dispatcher that wants to be asked at each await. */
  public static void hold() {
    // In this order, and the watcher in the other: one of the two leaves it on.
    HOLDERS.incrementAndGet();
    ON.setVolatile(SWITCH, true);
  }

  /** Ends a {@link #hold}; the last one turns the switch off, until the watcher looks again. */
  public static void release() {
    HOLDERS.decrementAndGet();
    turnOff();
  }

  /** Returns whether the coroutine that runs on this thread has to give way. */
  static boolean isOverdue() {
    return (boolean) ON.getOpaque(SWITCH) && turnIsOverdue();
  }

  private static boolean turnIsOverdue() {
    Dispatcher dispatcher = Dispatcher.current();
    return dispatcher != null && dispatcher.isOverdue();
  }

  /** Has a run go on in a later turn of this thread; returns false if there will be none. */
  static boolean giveWay(Runnable run) {
    @Nullable Dispatcher dispatcher = Dispatcher.current();
    if (dispatcher == null) {
      return false;
    }
    try {
      dispatcher.defer(run);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
