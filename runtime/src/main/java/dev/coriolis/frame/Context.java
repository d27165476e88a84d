package dev.coriolis.frame;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a coroutine takes along from the place of its start, over every suspension: the dispatcher that
 * resumes it, and values by key.
 *
 * <p>A thread has one at any time. A frame keeps that of its thread when it is made, and has it back
 * whenever it runs; what is started meanwhile finds it too. It is immutable, so nobody sees a value that
 * somebody else has bound later.
 *
 * <p><b>Threads:</b> any.
 */
public final class Context {
  private static final Object[] NO_VALUES = {};
  private static final Context EMPTY = new Context(null, NO_VALUES, null);

  /** The key of the time by which the coroutine has to be done: a {@code dev.coriolis.Deadline}. */
  public static final Object DEADLINE = new Object();

  /** For threads that are no {@link DispatcherThread}; unset where it would be {@link #EMPTY}. */
  private static final ThreadLocal<Context> CURRENT = new ThreadLocal<>();

  private final @Nullable Dispatcher dispatcher;

  /** Keys and values in turns: there are few, and most contexts have none. */
  private final @Nullable Object[] values;

  /** The values of thread locals that go along; null for none. */
  private final @Nullable Object threadLocals;

  private Context(
      @Nullable Dispatcher dispatcher, @Nullable Object[] values, @Nullable Object threadLocals) {
    this.dispatcher = dispatcher;
    this.values = values;
    this.threadLocals = threadLocals;
  }

  /** Returns the context of the calling thread. */
  public static Context current() {
    Thread thread = Thread.currentThread();
    if (dispatches(thread)) {
      return ((DispatcherThread) thread).context();
    }
    Context current = CURRENT.get();
    return current == null ? EMPTY : current;
  }

  /**
   * Returns whether a thread is a {@link DispatcherThread}. It does not return that: HotSpot inlines no method
   * with a type in its signature that is not loaded, as this one where there is no loop.
   */
  private static boolean dispatches(Thread thread) {
    // Most others have just this class. HotSpot sees that at once, but looks through a list to see
    // that they lack an interface (JDK-8180450).
    return thread.getClass() != Thread.class && thread instanceof DispatcherThread;
  }

  /**
   * Returns the context of the calling thread with the values of those thread locals that follow
   * coroutines: for what begins later or on another thread.
   */
  public static Context captured() {
    return current().withThreadLocals();
  }

  /**
   * Returns the context of the calling thread for what goes on beside it, {@linkplain #captured with
   * thread locals} but without its deadline: when that comes, nobody ends what is not waited for.
   */
  public static Context beside() {
    return current().with(DEADLINE, null).withThreadLocals();
  }

  /** Returns this context with the values that the thread locals have now. */
  Context withThreadLocals() {
    Object taken = ThreadLocals.capture();
    return taken == threadLocals ? this : new Context(dispatcher, values, taken);
  }

  /**
   * Runs a task and gives the thread back the thread locals that it had before: for the thread of a
   * dispatcher, on which the next task may be somebody else's.
   */
  public static void runAlone(Runnable task) {
    ThreadValues.Restored restored = ThreadLocals.restore(ThreadLocals.capture());
    try {
      task.run();
    } finally {
      restored.undo();
    }
  }

  /** Gives the calling thread the thread locals of this context, if it has any. */
  ThreadValues.Restored restoreThreadLocals() {
    return ThreadLocals.restore(threadLocals);
  }

  /** Returns a context of this dispatcher without values, for a thread to begin with. */
  public static Context of(Dispatcher dispatcher) {
    return new Context(dispatcher, NO_VALUES, null);
  }

  /** Gives the calling thread another context. */
  static void enter(Context context) {
    Thread thread = Thread.currentThread();
    if (dispatches(thread)) {
      ((DispatcherThread) thread).context(context);
    } else if (context == EMPTY) {
      CURRENT.remove();
    } else {
      CURRENT.set(context);
    }
  }

  /** Returns the dispatcher on which coroutines are resumed, or null for none. */
  public @Nullable Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Returns the value that is bound to the key, compared by identity; null if there is none. */
  public @Nullable Object get(Object key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index + 1];
  }

  /**
   * Returns this context with a value bound to the key, or none for null, in place of the one it may
   * have, and without captured thread locals.
   */
  public Context with(Object key, @Nullable Object value) {
    if (value == null) {
      return without(key);
    }
    int index = indexOf(key);
    int length = values.length;
    @Nullable Object[] copy = Arrays.copyOf(values, index < 0 ? length + 2 : length);
    int place = index < 0 ? length : index;
    copy[place] = key;
    copy[place + 1] = value;
    // Those of the thread locals that were taken earlier may be stale by now.
    return new Context(dispatcher, copy, null);
  }

  private Context without(Object key) {
    int index = indexOf(key);
    if (index < 0) {
      return this;
    }
    @Nullable Object[] rest = new @Nullable Object[values.length - 2];
    System.arraycopy(values, 0, rest, 0, index);
    System.arraycopy(values, index + 2, rest, index, rest.length - index);
    return new Context(dispatcher, rest, null);
  }

  /** Returns a context with these values for coroutines of another dispatcher. */
  public Context on(@Nullable Dispatcher other) {
    return other == dispatcher ? this : new Context(other, values, threadLocals);
  }

  private int indexOf(Object key) {
    for (int i = 0; i < values.length; i += 2) {
      if (values[i] == key) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Runs the body on this thread with this context, and gives the thread its own back. A coroutine that
   * is started in the body keeps this context for its whole run.
   *
   * @throws Exception what the body throws
   */
  public <R extends @Nullable Object> R call(Callable<? extends R> body) throws Exception {
    Context outer = current();
    ThreadValues.Restored threadLocalsOfOuter = restoreThreadLocals();
    enter(this);
    try {
      return body.call();
    } finally {
      enter(outer);
      threadLocalsOfOuter.undo();
    }
  }
}
