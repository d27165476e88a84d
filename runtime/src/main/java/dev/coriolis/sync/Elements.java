package dev.coriolis.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Queue} keeps, in the order in which it gives it away.
 *
 * <p>An element is made ready outside of the queue's lock, as that may call code of the user; all other
 * methods are called under it, and call none.
 */
abstract class Elements<T> {

  /** Returns what is to be kept for an element. */
  abstract Object prepare(T element);

  abstract int size();

  abstract void add(Object prepared);

  /** Adds what was taken and is to be taken again, before those that are its equals. */
  abstract void putBack(Object prepared);

  /** Takes the next element; null if there is none. */
  abstract @Nullable T poll();

  /** Those that came first, first. */
  static <T> Elements<T> fifo() {
    return new Fifo<>();
  }

  /** Those that came last, first. */
  static <T> Elements<T> lifo() {
    return new Lifo<>();
  }

  /** Those of the lowest number first, and of equals the one that came first. */
  static <T> Elements<T> byPriority(ToLongFunction<? super T> priority) {
    return new ByPriority<>(priority);
  }

  /** Elements whose order is that of a deque. */
  private abstract static class InDeque<T> extends Elements<T> {
    final Deque<T> deque = new ArrayDeque<>(0);

    @Override
    Object prepare(T element) {
      return element;
    }

    @Override
    int size() {
      return deque.size();
    }

    @Override
    @Nullable
    T poll() {
      return deque.poll();
    }

    @Override
    @SuppressWarnings("unchecked") // by prepare
    void putBack(Object prepared) {
      deque.addFirst((T) prepared);
    }
  }

  /** Elements that are added at the end. */
  private static final class Fifo<T> extends InDeque<T> {

    @Override
    @SuppressWarnings("unchecked") // by prepare
    void add(Object prepared) {
      deque.addLast((T) prepared);
    }
  }

  /** Elements that are added at the front. */
  private static final class Lifo<T> extends InDeque<T> {

    @Override
    void add(Object prepared) {
      putBack(prepared);
    }
  }

  /** Elements in a heap. */
  private static final class ByPriority<T> extends Elements<T> {
    private final ToLongFunction<? super T> priority;
    private final PriorityQueue<Entry<T>> heap = new PriorityQueue<>();

    /** The numbers of the last one that was added and put back: the one grows, the other falls. */
    private long added;

    private long putBack;

    ByPriority(ToLongFunction<? super T> priority) {
      this.priority = priority;
    }

    @Override
    Object prepare(T element) {
      return new Entry<>(element, priority.applyAsLong(element));
    }

    @Override
    int size() {
      return heap.size();
    }

    @Override
    void add(Object prepared) {
      insert(prepared, ++added);
    }

    @Override
    void putBack(Object prepared) {
      insert(prepared, --putBack);
    }

    @SuppressWarnings("unchecked") // by prepare
    private void insert(Object prepared, long number) {
      Entry<T> entry = (Entry<T>) prepared;
      entry.number = number;
      heap.add(entry);
    }

    @Override
    @Nullable
    T poll() {
      Entry<T> first = heap.poll();
      return first == null ? null : first.element;
    }
  }

  /** An element, its number, and its place among its equals. */
  private static final class Entry<T> implements Comparable<Entry<T>> {
    private final T element;
    private final long priority;
    private long number;

    Entry(T element, long priority) {
      this.element = element;
      this.priority = priority;
    }

    @Override
    public int compareTo(Entry<T> other) {
      int byPriority = Long.compare(priority, other.priority);
      return byPriority == 0 ? Long.compare(number, other.number) : byPriority;
    }
  }
}
