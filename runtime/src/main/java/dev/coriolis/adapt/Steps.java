package dev.coriolis.adapt;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Repeats one step, at least once after each poke, and never twice at the same time.
 *
 * <p>A poke from inside the step, or from another thread meanwhile, is one more round of whoever is at
 * it: no recursion, no lock. What is written before a poke is seen by the step that follows.
 */
final class Steps {
  private final Runnable step;

  /** How many pokes are not served yet, counting the ones that are being served. */
  private final AtomicInteger pokes = new AtomicInteger();

  Steps(Runnable step) {
    this.step = step;
  }

  /** Has the step run after this call began: here, or by the thread that is running it. */
  void poke() {
    if (pokes.getAndIncrement() > 0) {
      return;
    }
    int served = 1;
    do {
      step.run();
      served = pokes.addAndGet(-served);
    } while (served > 0);
  }
}
