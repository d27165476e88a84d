package dev.coriolis.benchmarks.coroutines;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers of Fibonacci, one by one, as long as they wrap around. */
final class Fibonacci {
  private Fibonacci() {}

  @Coroutine
  static Generator<Long, Void> generator(int count) {
    long a = 0;
    long b = 1;
    for (int i = 0; i < count; i++) {
      emit(a);
      long next = a + b;
      a = b;
      b = next;
    }
    return end();
  }

  static long sum(Iterator<Long> numbers) {
    long sum = 0;
    while (numbers.hasNext()) {
      sum += numbers.next();
    }
    return sum;
  }

  /** A state machine by hand: 0 is the beginning, 1 behind an element, 2 the end. */
  static final class HandWritten implements Iterator<Long> {
    private final int count;
    private int state;
    private long a;
    private long b;
    private int i;
    private @Nullable Long element;

    HandWritten(int count) {
      this.count = count;
    }

    private boolean step() {
      switch (state) {
        case 0 -> b = 1;
        case 1 -> {
          long next = a + b;
          a = b;
          b = next;
          i++;
        }
        default -> {
          return false;
        }
      }
      state = i < count ? 1 : 2;
      element = state == 1 ? a : null;
      return state == 1;
    }

    @Override
    public boolean hasNext() {
      return element != null || step();
    }

    @Override
    public Long next() {
      if (element == null && !step()) {
        throw new NoSuchElementException();
      }
      Long taken = Objects.requireNonNull(element);
      element = null;
      return taken;
    }
  }
}
