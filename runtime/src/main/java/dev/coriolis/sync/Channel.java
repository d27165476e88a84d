package dev.coriolis.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A way from coroutines that send to coroutines that receive, with an end.
 *
 * <pre>{@code
 * await(channel.send(line)); // in one coroutine, and at the end channel.close()
 * ChannelIterator<String> lines = channel.iterator(); // in another one
 * while (await(lines.hasNext())) {
 *   print(lines.next());
 * }
 * }</pre>
 *
 * <p>Elements are received in the order in which they were sent, each by one receiver; senders and receivers
 * are served in the order in which they came. An element is never null.
 *
 * <p><b>Threads:</b> any; it connects coroutines of several loops, and threads without a loop.
 *
 * <p><b>Cancellation:</b> a cancelled {@link #receive} has taken no element, a cancelled {@link #send} has
 * sent none. If it comes too late, {@code cancel} returns false and the stage completes as if nothing had
 * been: no element is lost.
 *
 * <p><b>Lifetime:</b> to close a channel is to tell the other side; one that is not closed is collected
 * like any object.
 */
public final class Channel<T> implements AutoCloseable {
  private final SpinLock guard = new SpinLock();
  private final Line<Send<T>> senders = new Line<>(guard);
  private final Line<Receiving<T, ?>> receivers = new Line<>(guard);
  private final int capacity;

  private final WhenFull whenFull;

  /** Guarded, and so are the following. Where a receiver waits, it is empty. */
  private final Deque<T> buffer = new ArrayDeque<>(0);

  private boolean closed;
  private @Nullable Throwable cause;

  /** Whether a sender that finds the buffer full waits, or replaces what is there. */
  private enum WhenFull {
    WAIT,
    REPLACE
  }

  /** A caller that waits to get rid of its element. */
  private static final class Send<T> extends Waiting<@Nullable Void> {
    private final T element;

    Send(Line<Send<T>> line, T element) {
      super(line);
      this.element = element;
    }
  }

  /** A caller of {@link #receive}. */
  private static final class Receive<T> extends Receiving<T, T> {
    private @Nullable Channel<T> channel;

    Receive(Channel<T> channel) {
      super(channel.receivers);
      this.channel = channel;
    }

    @Override
    void deliver(T element) {
      grant(element);
    }

    @Override
    void end(@Nullable Throwable cause) {
      refuse(new ChannelClosedException(cause));
    }

    @Override
    public void discard() {
      Channel<T> from = channel;
      if (from != null && isDone() && !isCompletedExceptionally()) {
        from.putBack(this);
      }
    }
  }

  private Channel(int capacity, WhenFull whenFull) {
    this.capacity = capacity;
    this.whenFull = whenFull;
  }

  /** Returns a channel without a buffer: who sends waits for who receives. */
  public static <T> Channel<T> rendezvous() {
    return new Channel<>(0, WhenFull.WAIT);
  }

  /**
   * Returns a channel that keeps up to {@code capacity} elements; who sends waits only when it is full.
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static <T> Channel<T> buffered(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity must be positive, was " + capacity);
    }
    return new Channel<>(capacity, WhenFull.WAIT);
  }

  /** Returns a channel that keeps as many elements as the memory holds; who sends never waits. */
  public static <T> Channel<T> unlimited() {
    return new Channel<>(Integer.MAX_VALUE, WhenFull.WAIT);
  }

  /** Returns a channel that keeps the newest element only, and forgets the one before it. */
  public static <T> Channel<T> conflated() {
    return new Channel<>(1, WhenFull.REPLACE);
  }

  /**
   * Sends an element; the stage completes when a receiver or the buffer has it.
   *
   * <p>It fails with a {@link ChannelClosedException} if the channel is closed, also while it waits: then the
   * element was not sent.
   */
  public CompletionStage<@Nullable Void> send(T element) {
    try {
      CompletionStage<@Nullable Void> sent = offer(element, senders);
      return sent == null ? Given.NOTHING : sent;
    } catch (ChannelClosedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Sends an element if nobody has to wait for it; returns whether it did.
   *
   * @throws ChannelClosedException if the channel is closed
   */
  public boolean trySend(T element) {
    return offer(element, null) == Given.NOTHING;
  }

  /**
   * Hands the element to a receiver, or to the buffer. Otherwise returns null, or where there is a line,
   * the sender that waits there.
   */
  private @Nullable CompletionStage<@Nullable Void> offer(T element, @Nullable Line<Send<T>> line) {
    Objects.requireNonNull(element, "a channel has no null elements");
    Receiving<T, ?> receiver = null;
    boolean refused;
    guard.lock();
    try {
      refused = closed;
      if (!refused) {
        receiver = receivers.poll();
        if (receiver == null && !store(element)) {
          return line == null ? null : join(line, new Send<>(line, element));
        }
      }
    } finally {
      guard.unlock();
    }
    if (refused) {
      throw new ChannelClosedException(cause);
    }
    if (receiver != null) {
      receiver.deliver(element);
    }
    return Given.NOTHING;
  }

  private boolean store(T element) {
    if (buffer.size() < capacity) {
      buffer.add(element);
      return true;
    }
    if (whenFull == WhenFull.REPLACE) {
      buffer.clear();
      buffer.add(element);
      return true;
    }
    return false;
  }

  private static <W extends Waiting<?>> W join(Line<W> line, W caller) {
    line.add(caller);
    return caller;
  }

  /**
   * Returns the next element, once there is one.
   *
   * <p>The stage fails with a {@link ChannelClosedException} once the channel is closed and everything that
   * was sent before was received. A loop over all elements is simpler with {@link #iterator}.
   */
  public CompletionStage<T> receive() {
    Receive<T> caller = new Receive<>(this);
    try {
      T element = take(caller);
      if (element != null) {
        caller.settle(element);
      }
    } catch (ChannelClosedException e) {
      caller.settleFailed(e);
    }
    return caller;
  }

  /**
   * Returns the next element if there is one, without waiting.
   *
   * @throws ChannelClosedException if there is none and the channel is closed, so that there never will be
   */
  public Optional<T> tryReceive() {
    return Optional.ofNullable(take(null));
  }

  /** Returns a new iterator over what is received by way of it; several share the elements. */
  public ChannelIterator<T> iterator() {
    return new ChannelIterator<>(this);
  }

  /**
   * Takes the next element. Returns null if there is none: then the caller, if any, waits for it.
   *
   * @throws ChannelClosedException if there will be none
   */
  @Nullable
  T take(@Nullable Receiving<T, ?> caller) {
    T element;
    Send<T> sender;
    guard.lock();
    try {
      element = buffer.poll();
      sender = element == null || buffer.size() < capacity ? senders.poll() : null;
      if (sender != null && element != null) {
        buffer.add(sender.element);
      }
      if (sender == null && element == null && !closed) {
        if (caller != null) {
          receivers.add(caller);
        }
        return null;
      }
    } finally {
      guard.unlock();
    }
    if (sender != null) {
      sender.grant(null);
      return element == null ? sender.element : element;
    }
    if (element == null) {
      throw new ChannelClosedException(cause);
    }
    return element;
  }

  Line<Receiving<T, ?>> receivers() {
    return receivers;
  }

  /** Makes the element of a receiver that cannot use it the next one again. */
  private void putBack(Receive<T> from) {
    T element = from.join();
    Receiving<T, ?> receiver;
    guard.lock();
    try {
      if (from.channel == null) {
        return;
      }
      from.channel = null;
      receiver = receivers.poll();
      if (receiver == null && (whenFull == WhenFull.WAIT || buffer.isEmpty())) {
        buffer.addFirst(element);
      }
    } finally {
      guard.unlock();
    }
    if (receiver != null) {
      receiver.deliver(element);
    }
  }

  /**
   * Closes the channel: there is nothing more to send. What is in the buffer is still received; senders that
   * wait fail, as nobody may come to receive from them. A second call does nothing.
   */
  @Override
  public void close() {
    end(null);
  }

  /**
   * Closes the channel because of a failure, which is the cause of the {@link ChannelClosedException} that
   * both sides get: receivers after what is in the buffer. Closed already, it does nothing.
   */
  public void close(Throwable failure) {
    end(Objects.requireNonNull(failure, "failure"));
  }

  private void end(@Nullable Throwable failure) {
    guard.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      cause = failure;
    } finally {
      guard.unlock();
    }
    // Nobody joins a line any more.
    for (Receiving<T, ?> next = poll(receivers); next != null; next = poll(receivers)) {
      next.end(failure);
    }
    for (Send<T> next = poll(senders); next != null; next = poll(senders)) {
      next.refuse(new ChannelClosedException(failure));
    }
  }

  private <W extends Waiting<?>> @Nullable W poll(Line<W> line) {
    guard.lock();
    try {
      return line.poll();
    } finally {
      guard.unlock();
    }
  }

  /** Returns whether the channel was closed; there may still be something to receive. */
  public boolean isClosed() {
    guard.lock();
    try {
      return closed;
    } finally {
      guard.unlock();
    }
  }
}
