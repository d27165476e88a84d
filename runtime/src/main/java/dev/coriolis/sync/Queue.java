package dev.coriolis.sync;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Work that some coroutines put in and others get, and that is known to be done.
 *
 * <pre>{@code
 * await(queue.put(job));    // in the producers: waits while the queue is full
 * Job next = await(queue.get()); // in the workers: waits while it is empty
 * next.run();
 * queue.taskDone();
 * await(queue.join());      // anywhere: waits until all that was put is done
 * }</pre>
 *
 * <p>It gives away first what came first, or what came {@linkplain #lifo last}, or what has the {@linkplain
 * #priority lowest number}; callers are served in the order in which they came, and {@link #tryPut} and
 * {@link #tryGet} do not overtake them. An element is never null. What has an end is a {@link Channel}.
 *
 * <p><b>Threads:</b> any; those of several loops may share a queue.
 *
 * <p><b>Cancellation:</b> a cancelled {@link #get} has taken no element, a cancelled {@link #put} has put
 * none in. If it comes too late, {@code cancel} returns false and the stage completes as if nothing had
 * been: no element is lost.
 */
public final class Queue<T> {
  private final SpinLock guard = new SpinLock();
  private final Line<Put<T>> putters = new Line<>(guard);
  private final Line<Get<T>> getters = new Line<>(guard);
  private final Signals joiners = new Signals(guard);
  private final int capacity;

  /** Guarded, and so is the following. Where a getter waits it is empty; where a putter waits, full. */
  private final Elements<T> elements;

  /** How many were put in and are not done. */
  private long unfinished;

  /** A caller that waits for room. */
  private static final class Put<T> extends Waiting<@Nullable Void> {
    private final Object prepared;

    Put(Line<Put<T>> line, Object prepared) {
      super(line);
      this.prepared = prepared;
    }
  }

  /** A caller that waits for an element. */
  private static final class Get<T> extends Waiting<T> {
    private @Nullable Queue<T> queue;

    Get(Queue<T> queue) {
      super(queue.getters);
      this.queue = queue;
    }

    @Override
    public void discard() {
      Queue<T> from = queue;
      if (from != null && isDone() && !isCompletedExceptionally()) {
        from.putBack(this, join());
      }
    }
  }

  private Queue(int capacity, Elements<T> elements) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity must be positive, was " + capacity);
    }
    this.capacity = capacity;
    this.elements = elements;
  }

  /** Returns a queue that is never full. */
  public static <T> Queue<T> unbounded() {
    return bounded(Integer.MAX_VALUE);
  }

  /**
   * Returns a queue for up to {@code capacity} elements.
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static <T> Queue<T> bounded(int capacity) {
    return new Queue<>(capacity, Elements.fifo());
  }

  /**
   * Returns a queue for up to {@code capacity} elements that gives away the newest first.
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static <T> Queue<T> lifo(int capacity) {
    return new Queue<>(capacity, Elements.lifo());
  }

  /**
   * Returns a queue for up to {@code capacity} elements that gives away the one with the lowest number first,
   * and of those with equal numbers the oldest. An element is asked for its number when it is put in, and
   * when a select that has no use for it gives it back.
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static <T> Queue<T> priority(int capacity, ToLongFunction<? super T> number) {
    return new Queue<>(capacity, Elements.byPriority(Objects.requireNonNull(number, "number")));
  }

  /** Puts an element in, once there is room. */
  public CompletionStage<@Nullable Void> put(T element) {
    CompletionStage<@Nullable Void> done = offer(element, putters);
    return done == null ? Given.NOTHING : done;
  }

  /** Puts an element in if there is room, without waiting; returns whether it did. */
  public boolean tryPut(T element) {
    return offer(element, null) == Given.NOTHING;
  }

  /**
   * Hands the element to a getter, or keeps it. Otherwise returns null, or where there is a line, the caller
   * that waits there.
   */
  private @Nullable CompletionStage<@Nullable Void> offer(T element, @Nullable Line<Put<T>> line) {
    Object prepared =
        elements.prepare(Objects.requireNonNull(element, "a queue has no null elements"));
    Get<T> getter;
    guard.lock();
    try {
      getter = getters.poll();
      if (getter == null && elements.size() >= capacity) {
        if (line == null) {
          return null;
        }
        Put<T> caller = new Put<>(line, prepared);
        line.add(caller);
        return caller;
      }
      unfinished++;
      if (getter == null) {
        elements.add(prepared);
      }
    } finally {
      guard.unlock();
    }
    if (getter != null) {
      getter.grant(element);
    }
    return Given.NOTHING;
  }

  /** Returns the next element, once there is one. */
  public CompletionStage<T> get() {
    Get<T> caller = new Get<>(this);
    T element = take(caller);
    if (element != null) {
      caller.settle(element);
    }
    return caller;
  }

  /** Returns the next element if there is one, without waiting. */
  public Optional<T> tryGet() {
    return Optional.ofNullable(take(null));
  }

  /** Takes the next element. Returns null if there is none: then the caller, if any, waits for it. */
  private @Nullable T take(@Nullable Get<T> caller) {
    Put<T> putter;
    T element;
    guard.lock();
    try {
      putter = elements.size() <= capacity ? putters.poll() : null;
      if (putter != null) {
        unfinished++;
        // First: by priority or as the newest, it may be the next one itself.
        elements.add(putter.prepared);
      }
      element = elements.poll();
      if (element == null && caller != null) {
        getters.add(caller);
      }
    } finally {
      guard.unlock();
    }
    if (putter != null) {
      putter.grant(null);
    }
    return element;
  }

  /** Makes the element of a getter that cannot use it the next one of its kind again. */
  private void putBack(Get<T> from, T element) {
    Object prepared = elements.prepare(element);
    Get<T> getter;
    guard.lock();
    try {
      if (from.queue == null) {
        return;
      }
      from.queue = null;
      getter = getters.poll();
      if (getter == null) {
        elements.putBack(prepared);
      }
    } finally {
      guard.unlock();
    }
    if (getter != null) {
      getter.grant(element);
    }
  }

  /**
   * Says that one element that was got is done. Once it was said for all that were put in, those who {@link
   * #join} go on.
   *
   * @throws IllegalStateException if it was said for all of them before
   */
  public void taskDone() {
    int end;
    guard.lock();
    try {
      if (unfinished == 0) {
        throw new IllegalStateException(
            "taskDone was called more often than elements were put into the queue");
      }
      if (--unfinished > 0) {
        return;
      }
      end = joiners.next();
    } finally {
      guard.unlock();
    }
    joiners.giveAll(end);
  }

  /** Returns a stage that completes once everything that was put in is done; complete, if it is. */
  public CompletionStage<@Nullable Void> join() {
    guard.lock();
    try {
      return unfinished == 0 ? Given.NOTHING : joiners.add();
    } finally {
      guard.unlock();
    }
  }

  /** Returns how many elements there are to get. */
  public int size() {
    guard.lock();
    try {
      return elements.size();
    } finally {
      guard.unlock();
    }
  }

  /** Returns how many elements it keeps at most. */
  public int capacity() {
    return capacity;
  }
}
