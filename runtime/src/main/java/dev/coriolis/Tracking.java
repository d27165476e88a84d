package dev.coriolis;

import dev.coriolis.frame.Suspensions;

/**
 * The switch for knowing which coroutines are suspended, and where: what {@link Coroutines#dump} shows.
 *
 * <pre>{@code
 * Tracking.turnOn();
 * System.out.println(Coroutines.dump());
 * }</pre>
 *
 * <p>The system property {@code coriolis.tracking} with the value {@code on} turns it on at the start of
 * the process.
 *
 * <p>Off by default, and free of cost then. On, each suspension takes some time more, and each suspended
 * coroutine some memory. A coroutine is known from its next suspension on. It is held weakly, so tracking
 * keeps nobody alive.
 *
 * <p>Once it was on, the MXBean {@code dev.coriolis:type=Coroutines} is there, with the dump and this
 * switch. The value {@code standby} of the system property registers it with tracking off, to be
 * switched on in a process that runs. Otherwise it is left out, because JMX takes its time to start, and
 * 10 MB.
 *
 * <p><b>Threads:</b> any.
 */
public final class Tracking {
  private Tracking() {}

  /** Tracks coroutines from now on. */
  public static void turnOn() {
    Suspensions.turnOn();
  }

  /** Tracks coroutines no longer, and forgets those that it knows. The MXBean stays. */
  public static void turnOff() {
    Suspensions.turnOff();
  }

  /** Returns whether coroutines are tracked. */
  public static boolean isOn() {
    return Suspensions.areTracked();
  }
}
