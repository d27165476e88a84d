package dev.coriolis.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The tasks that are ready at the same time, and which of them runs first. Not safe for several threads. */
interface Ready {

  /** Adds a task. */
  void add(Runnable task);

  /** Removes a task and returns it, or null if there is none. */
  @Nullable
  Runnable take();

  /** Returns whether the coroutine that runs is made to let others run, though it need not wait. */
  boolean interrupts();

  /** Returns whether {@link #interrupts} is ever true. */
  boolean mayInterrupt();

  /** Returns how to have the same order again; empty where it is always the same. */
  String describe();

  /** Runs them in the order in which they became ready. */
  final class InOrder implements Ready {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void add(Runnable task) {
      tasks.add(task);
    }

    @Override
    public @Nullable Runnable take() {
      return tasks.poll();
    }

    @Override
    public boolean interrupts() {
      return false;
    }

    @Override
    public boolean mayInterrupt() {
      return false;
    }

    @Override
    public String describe() {
      return "";
    }
  }

  /** Runs them in an order by lot, the same for the same seed. */
  final class Shuffled implements Ready {
    /** A coroutine that awaits completed stages is interrupted at one await in so many. */
    private static final int AWAITS_PER_INTERRUPTION = 4;

    private final long seed;
    private final Random random;
    private final List<Runnable> tasks = new ArrayList<>();

    Shuffled(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    @Override
    public void add(Runnable task) {
      tasks.add(task);
    }

    @Override
    public @Nullable Runnable take() {
      if (tasks.isEmpty()) {
        return null;
      }
      Runnable last = tasks.remove(tasks.size() - 1);
      int drawn = random.nextInt(tasks.size() + 1);
      return drawn == tasks.size() ? last : tasks.set(drawn, last);
    }

    @Override
    public boolean interrupts() {
      return random.nextInt(AWAITS_PER_INTERRUPTION) == 0;
    }

    @Override
    public boolean mayInterrupt() {
      return true;
    }

    @Override
    public String describe() {
      return "with the seed " + seed;
    }
  }
}
