package dev.coriolis.benchmarks.coroutines;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Three words, over and over, from a generator that somebody keeps: so it is in memory. */
final class Refrain {
  private @Nullable Iterator<String> kept;

  @Coroutine
  static Generator<String, Void> generator(String first, String second, String third, int count) {
    for (int i = 0; i < count; i++) {
      emit(first);
      emit(second);
      emit(third);
    }
    return end();
  }

  long keepAndSum(Iterator<String> words) {
    kept = words;
    long sum = 0;
    while (words.hasNext()) {
      sum += words.next().length();
    }
    return sum + (kept == null ? 1 : 0);
  }

  /** A state machine by hand: the state is the number of words of a round that have been given. */
  static final class HandWritten implements Iterator<String> {
    private final String first;
    private final String second;
    private final String third;
    private final int count;
    private int i;
    private int state;
    private @Nullable String element;

    HandWritten(String first, String second, String third, int count) {
      this.first = first;
      this.second = second;
      this.third = third;
      this.count = count;
    }

    private boolean step() {
      switch (state) {
        case 1 -> element = second;
        case 2 -> element = third;
        default -> {
          if (i == count) {
            return false;
          }
          element = first;
          i++;
        }
      }
      state = state == 2 ? 0 : state + 1;
      return true;
    }

    @Override
    public boolean hasNext() {
      return element != null || step();
    }

    @Override
    public String next() {
      if (element == null && !step()) {
        throw new NoSuchElementException();
      }
      String taken = Objects.requireNonNull(element);
      element = null;
      return taken;
    }
  }
}
