package dev.coriolis.frame;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One generator, between its elements: the base of the class that the weaver derives for each
 * coroutine that returns a {@code Generator}.
 *
 * <pre>
 *         next, send, raise, close           emit
 *   IDLE -------------------------> RUNNING ------> IDLE
 *                                      |
 *                                      +----------> ENDED
 * </pre>
 *
 * <p>The body is called for each element, and returns true where it emits one. How one emits all of
 * another is told in {@link GeneratorStack}.
 *
 * <p><b>Threads:</b> one at a time, as with any iterator.
 */
public abstract class GeneratorFrame
    implements Iterator<@Nullable Object>, Iterable<@Nullable Object>, AutoCloseable {
  /** The bits of {@link #state} that have the number of a point; without any other it is idle. */
  private static final int POINT = 0xFFFF;

  static final int RUNNING = 1 << 16;

  /** Idle, but {@link #innermost} runs in its place. */
  static final int OUTER = 1 << 17;

  /** Another one emits all of it, and alone may ask it. */
  static final int DELEGATED = 1 << 18;

  static final int ENDED = 1 << 19;

  /** Stands for null in {@link #element}. */
  private static final Object NULL = new Object();

  /** The emit at which the body goes on, from 1, or 0 if it has not begun; and what else it does. */
  int state;

  /** What was emitted and not taken yet, or null. */
  @Nullable
  Object element;

  /** What the emit returns when the body goes on, a {@link Raised}, or null; at the end, the result. */
  @Nullable
  Object answer;

  /** Of which the body has just begun to emit all. */
  @Nullable
  GeneratorFrame source;

  /** Who emits all of this one. */
  @Nullable
  GeneratorFrame parent;

  /** The one that runs in the place of this one, or null where it runs itself. */
  @Nullable
  GeneratorFrame innermost;

  /** An answer that is not returned but thrown. */
  record Raised(Throwable failure) {}

  /** Creates the frame of a generator that has not begun. */
  protected GeneratorFrame() {}

  /** Runs the body from its emit to the next, and returns true; or to its end, and returns false. */
  protected abstract boolean resume() throws Throwable;

  /** Forgets all references that the body has saved: it has reloaded them, or will never run again. */
  protected void clear() {}

  /** Returns what is thrown at the emit of a generator that is closed. */
  protected abstract Throwable exit();

  /** Returns where in the source the emit is. */
  protected abstract StackTraceElement location();

  /** Returns the emit at which to go on, from 1. Called by the body, to dispatch. */
  public final int state() {
    return state & POINT;
  }

  /** Emits an element, and returns true. Called by the body when its live variables are in the frame. */
  public final boolean emit(@Nullable Object emitted, int point) {
    state = point;
    element = emitted == null ? NULL : emitted;
    return true;
  }

  /**
   * Emits what another one emits, and returns false, as there is no element yet. Called by the body when
   * its live variables are in the frame.
   */
  public final boolean emitAll(GeneratorFrame elements, int point) {
    state = point;
    source = elements;
    return false;
  }

  /** Keeps what the body returns at its end. Called by the body, which returns false then. */
  public final void end(@Nullable Object returned) {
    answer = returned;
  }

  /** Returns what gives the elements of {@code elements} one by one. Called by the body. */
  public static GeneratorFrame over(Iterable<?> elements) {
    Iterator<?> iterator = elements.iterator();
    return iterator instanceof GeneratorFrame generator ? generator : new IteratorFrame(iterator);
  }

  /**
   * Returns what was sent, or the result of what was emitted as a whole; throws what was raised. Called
   * by the body when it has reloaded its variables.
   */
  public final @Nullable Object sent() throws Throwable {
    return answer == null ? null : takeAnswer();
  }

  private @Nullable Object takeAnswer() throws Throwable {
    Object taken = answer;
    answer = null;
    if (taken instanceof Raised raised) {
      throw raised.failure();
    }
    return taken;
  }

  @Override
  public final boolean hasNext() {
    return element != null || (state <= POINT ? step() : advance());
  }

  @Override
  public final @Nullable Object next() {
    if (element == null && !(state <= POINT ? step() : advance())) {
      throw new NoSuchElementException("the generator has ended: " + this);
    }
    Object taken = element;
    element = null;
    return taken == NULL ? null : taken;
  }

  /**
   * Runs the body to its next emit, and returns true; or to the end, and returns false.
   *
   * <p>It calls no method of the frame that runs but once, at its end: HotSpot would not inline it, and then
   * keep the frame in memory, instead of in registers, where all else is inlined.
   */
  private boolean step() {
    state |= RUNNING;
    boolean emitted;
    try {
      emitted = resume();
    } catch (Throwable failure) {
      state = state & POINT | ENDED;
      answer = null;
      clear();
      throw Frames.<RuntimeException>unchecked(failure);
    }
    if (emitted) {
      return true;
    }
    if (source != null) {
      return GeneratorStack.enter(this);
    }
    Object returned = answer;
    state = state & POINT | ENDED;
    answer = null;
    answer = Ended.resultOf(returned);
    return false;
  }

  private boolean advance() {
    requireNotRunning();
    return (state & OUTER) != 0 && GeneratorStack.run(this, null);
  }

  /** Resumes the body with a value as the result of its emit; returns the next element. */
  public final @Nullable Object send(@Nullable Object sent) {
    if (sent != null && !hasEnded()) {
      requireNotRunning();
      if (element != null || state == 0) {
        throw new IllegalStateException(
            element != null
                ? "hasNext() has resumed the emit, so that nothing can be sent to it: " + this
                : "the generator has not begun, so that no emit waits for a value; call next() first: "
                    + this);
      }
      running().answer = sent;
    }
    return next();
  }

  /** Resumes the body with an exception thrown by its emit; returns the next element. */
  public final @Nullable Object raise(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    requireNotRunning();
    if (!hasEnded() && state != 0) {
      interrupt(failure);
      return next();
    }
    close();
    throw Frames.<RuntimeException>unchecked(failure);
  }

  /** Ends the body by an exception thrown at its emit, so that its {@code finally} blocks run. */
  @Override
  public final void close() {
    requireNotRunning();
    if (hasEnded()) {
      return;
    }
    if (state == 0) {
      ended(null);
      return;
    }
    Throwable exit = exit();
    interrupt(exit);
    try {
      if (GeneratorStack.run(this, exit)) {
        element = null;
        throw ignoredClose();
      }
    } catch (Throwable failure) {
      if (failure != exit) {
        throw failure;
      }
    }
  }

  /**
   * Returns what the body ended with.
   *
   * @throws IllegalStateException if it has not ended
   */
  public final @Nullable Object result() {
    if (!hasEnded()) {
      throw new IllegalStateException("the generator has not ended: " + this);
    }
    return answer;
  }

  @Override
  public final Iterator<@Nullable Object> iterator() {
    return this;
  }

  @Override
  public final String toString() {
    return "generator " + location();
  }

  private void requireNotRunning() {
    if ((state & RUNNING) != 0) {
      throw new IllegalStateException("the generator is running already: " + this);
    }
    if ((state & DELEGATED) != 0) {
      throw new IllegalStateException(
          "another generator emits all of this one, and only that one can be asked: " + this);
    }
  }

  final boolean hasEnded() {
    return (state & ENDED) != 0;
  }

  /** Ends with this result; the point stays, as a place for messages. */
  final void ended(@Nullable Object result) {
    state = state() | ENDED;
    answer = result;
    clear();
  }

  final GeneratorFrame running() {
    return innermost == null ? this : innermost;
  }

  /** Has the emit throw, in place of what may have been looked at ahead. */
  private void interrupt(Throwable failure) {
    element = null;
    running().answer = new Raised(failure);
  }

  final IllegalStateException ignoredClose() {
    return new IllegalStateException("the generator has ignored close() and emitted: " + this);
  }
}
