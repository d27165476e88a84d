package dev.coriolis.sync;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Receives the elements of a {@link Channel} for one coroutine, up to the end of the channel.
 *
 * <pre>{@code
 * ChannelIterator<String> lines = channel.iterator();
 * while (await(lines.hasNext())) {
 *   print(lines.next());
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> one coroutine at a time. Several that share the work take an iterator each.
 *
 * <p><b>Cancellation:</b> a cancelled {@link #hasNext} has taken no element. If it comes too late, the
 * element waits here: the next {@code hasNext} is true. So it is safe in a race with other stages.
 */
public final class ChannelIterator<T> {
  private final Channel<T> channel;

  /** What was received without waiting. */
  private @Nullable T next;

  /** The caller that waits or has waited for the next element. */
  private @Nullable HasNext<T> waiting;

  /** What is said from now on, once the end was found without waiting. */
  private @Nullable CompletionStage<Boolean> end;

  /** A caller of {@link #hasNext}, and what it has learned. */
  private static final class HasNext<T> extends Receiving<T, Boolean> {
    private @Nullable T element;
    private boolean ended;

    HasNext(Line<Receiving<T, ?>> line) {
      super(line);
    }

    @Override
    void deliver(T received) {
      element = received;
      grant(true);
    }

    @Override
    void end(@Nullable Throwable cause) {
      ended = true;
      if (cause == null) {
        grant(false);
      } else {
        refuse(new ChannelClosedException(cause));
      }
    }

    /** Returns whether it was neither cancelled nor completed by somebody else, as by a timeout. */
    boolean isValid() {
      return !isDone() || element != null || ended;
    }
  }

  ChannelIterator(Channel<T> channel) {
    this.channel = channel;
  }

  /**
   * Returns whether there is another element, once that is known; until {@link #next} is called the answer
   * stays the same. False says that the channel was closed.
   *
   * <p>The stage fails with a {@link ChannelClosedException} if the channel was closed with a cause.
   */
  public CompletionStage<Boolean> hasNext() {
    if (next != null) {
      return Given.TRUE;
    }
    if (end != null) {
      return end;
    }
    if (waiting != null && waiting.isValid()) {
      return waiting;
    }
    try {
      next = channel.take(null);
      return next != null ? Given.TRUE : ask();
    } catch (ChannelClosedException e) {
      end = e.getCause() == null ? Given.FALSE : CompletableFuture.failedFuture(e);
      return end;
    }
  }

  private CompletionStage<Boolean> ask() {
    HasNext<T> caller = new HasNext<>(channel.receivers());
    next = channel.take(caller);
    waiting = next == null ? caller : null;
    return next == null ? caller : Given.TRUE;
  }

  /**
   * Returns the element that {@link #hasNext} has found.
   *
   * @throws NoSuchElementException if it has found none since the last call
   */
  public T next() {
    T element = next;
    if (element == null && waiting != null && waiting.isDone()) {
      element = waiting.element;
    }
    if (element == null) {
      throw new NoSuchElementException("hasNext has found no element since the last call of next");
    }
    next = null;
    waiting = null;
    return element;
  }
}
