package dev.coriolis.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A point that a number of coroutines pass together, again and again.
 *
 * <pre>{@code
 * Barrier rounds = new Barrier(3);
 * await(step(cells));                   // in each of three coroutines
 * if (await(rounds.arrive()) == 0) {    // all three have made their step
 *   publish(cells);                     // one of them says so
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> any; those of several loops may share a barrier.
 *
 * <p><b>Cancellation:</b> a caller that is cancelled has not arrived: the others wait for another one. No
 * barrier breaks.
 */
public final class Barrier {
  private final SpinLock guard = new SpinLock();
  private final int parties;

  /** Who has arrived in this round. Guarded; each round has a line of its own. */
  private Line<Arrival> line = new Line<>(guard);

  /** A caller that waits for the others. */
  private static final class Arrival extends Waiting<Integer> {
    Arrival(Line<Arrival> line) {
      super(line);
    }
  }

  /**
   * Creates a barrier for so many coroutines.
   *
   * @throws IllegalArgumentException if {@code parties} is not positive
   */
  public Barrier(int parties) {
    if (parties <= 0) {
      throw new IllegalArgumentException("parties must be positive, was " + parties);
    }
    this.parties = parties;
  }

  /**
   * Returns a stage that completes when all have arrived. Its value says who came how late: 0 is the last
   * one, {@code parties - 1} the first.
   */
  public CompletionStage<Integer> arrive() {
    Line<Arrival> round;
    guard.lock();
    try {
      round = line;
      if (round.size() < parties - 1) {
        Arrival caller = new Arrival(round);
        round.add(caller);
        return caller;
      }
      line = new Line<>(guard);
    } finally {
      guard.unlock();
    }
    int index = parties - 1;
    for (Arrival next = poll(round); next != null; next = poll(round)) {
      next.grant(index--);
    }
    return CompletableFuture.completedFuture(0);
  }

  private @Nullable Arrival poll(Line<Arrival> round) {
    guard.lock();
    try {
      return round.poll();
    } finally {
      guard.unlock();
    }
  }

  /** Returns how many have to arrive. */
  public int parties() {
    return parties;
  }

  /** Returns how many have arrived and wait for the others. */
  public int waiting() {
    guard.lock();
    try {
      return line.size();
    } finally {
      guard.unlock();
    }
  }
}
