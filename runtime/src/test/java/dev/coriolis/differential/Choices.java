package dev.coriolis.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The decisions that lead to a program: drawn at random, or replayed.
 *
 * <p>A program that is written from a shorter list, or from smaller numbers, is a simpler one: behind
 * the end of a replayed list every decision is 0, and 0 is the simplest way everywhere. So to shrink a
 * program is to shrink a list (this idea is that of Hypothesis, the library for Python).
 */
final class Choices {
  private final List<Integer> made = new ArrayList<>();
  private final List<Integer> replayed;
  private final RandomGenerator random;
  private final boolean replays;

  private Choices(List<Integer> replayed, RandomGenerator random, boolean replays) {
    this.replayed = replayed;
    this.random = random;
    this.replays = replays;
  }

  static Choices random(RandomGenerator random) {
    return new Choices(List.of(), random, false);
  }

  static Choices replay(List<Integer> made) {
    return new Choices(made, RandomGenerator.getDefault(), true);
  }

  /** Returns a number from 0 to {@code bound - 1}. */
  int next(int bound) {
    int choice;
    if (replays) {
      choice = made.size() < replayed.size() ? replayed.get(made.size()) % bound : 0;
    } else {
      choice = random.nextInt(bound);
    }
    made.add(choice);
    return choice;
  }

  /** Returns true once in {@code n} times; never, where choices have run out. */
  boolean oneIn(int n) {
    return next(n) == n - 1;
  }

  <T> T pick(List<T> list) {
    return list.get(next(list.size()));
  }

  List<Integer> made() {
    return List.copyOf(made);
  }
}
